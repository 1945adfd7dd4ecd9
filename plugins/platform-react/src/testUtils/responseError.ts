import { ResponseError } from '@backstage/errors';

/** What a client throws when the backend answers with an error. */
export async function responseError(
  status: number,
  name: string,
  message: string,
): Promise<Error> {
  return ResponseError.fromResponse(
    Response.json(
      { error: { name, message }, response: { statusCode: status } },
      { status, headers: { 'x-request-id': 'request-42' } },
    ),
  );
}
