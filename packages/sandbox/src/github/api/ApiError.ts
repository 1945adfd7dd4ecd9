/** What is wrong with a field of a request, or with the whole of it. */
export interface FieldProblem {
  readonly resource: string;
  readonly field?: string;
  readonly code: 'invalid' | 'custom' | 'missing' | 'unprocessable';
  readonly message?: string;
}

/** An answer other than success, in the form that GitHub's API gives it. */
export class ApiError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 422 | 501;
  readonly #page: string;
  readonly #errors: readonly (FieldProblem | string)[];

  constructor(
    status: ApiError['status'],
    message: string,
    details: {
      /** Where GitHub's documentation explains it. */
      readonly page?: string;
      readonly errors?: readonly (FieldProblem | string)[];
    } = {},
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.#page = details.page ?? 'https://docs.github.com/rest';
    this.#errors = details.errors ?? [];
  }

  /** The answer. */
  toResponse(): Response {
    return Response.json(
      {
        message: this.message,
        ...(this.#errors.length ? { errors: this.#errors } : {}),
        documentation_url: this.#page,
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
