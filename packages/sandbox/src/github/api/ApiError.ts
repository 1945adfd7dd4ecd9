/** An answer other than success, in the form that GitHub's API gives it. */
export class ApiError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 422 | 501;

  constructor(status: ApiError['status'], message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }

  /** The answer. */
  toResponse(): Response {
    return Response.json(
      {
        message: this.message,
        documentation_url: 'https://docs.github.com/rest',
        status: String(this.status),
      },
      { status: this.status },
    );
  }
}

/** The answer to a token that was never seeded or issued. */
export function badCredentials(): ApiError {
  return new ApiError(401, 'Bad credentials');
}

/** The answer about what is not there, or is not to be seen by the caller. */
export function notFound(): ApiError {
  return new ApiError(404, 'Not Found');
}
