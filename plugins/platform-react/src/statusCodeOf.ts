/** The HTTP status that an error of the backend came with: 403 when the reader may not see it, 404 when it is gone. */
export function statusCodeOf(error: Error): number | undefined {
  return 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;
}
