import type { FaultAnswer } from './RequestFault.ts';

type Failure = Exclude<FaultAnswer, { kind: 'delay' }>;

const rateLimitPage =
  'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api';

function answer(
  status: number,
  message: string,
  details: { page?: string; headers?: Record<string, string> } = {},
): Response {
  const documentation_url = details.page ?? 'https://docs.github.com/rest';
  return Response.json(
    { message, documentation_url, status: String(status) },
    { status, headers: details.headers },
  );
}

/**
 * How GitHub says that something went wrong.
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export function faultyAnswer(failure: Failure, now: number): Response {
  switch (failure.kind) {
    case 'bad-gateway':
      return new Response('<html><title>Unicorn!</title></html>', {
        status: 502,
        headers: { 'content-type': 'text/html' },
      });
    case 'rate-limit':
      return answer(failure.status, 'API rate limit exceeded for user ID 1.', {
        page: rateLimitPage,
        headers: {
          'x-ratelimit-limit': '5000',
          'x-ratelimit-remaining': '0',
          'x-ratelimit-used': '5000',
          'x-ratelimit-reset': String(
            Math.ceil(now / 1000) + failure.resetSeconds,
          ),
          'x-ratelimit-resource': 'core',
        },
      });
    case 'secondary-rate-limit':
      return answer(
        failure.status,
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
        {
          page: `${rateLimitPage}#about-secondary-rate-limits`,
          headers: {
            'x-ratelimit-limit': '5000',
            'x-ratelimit-remaining': '4711',
            'x-ratelimit-resource': 'core',
            ...(failure.retryAfterSeconds === undefined
              ? {}
              : { 'retry-after': String(failure.retryAfterSeconds) }),
          },
        },
      );
    case 'unauthorized':
      return answer(401, 'Bad credentials');
    case 'single-sign-on':
      return answer(
        403,
        'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.',
        {
          page: 'https://docs.github.com/articles/authenticating-to-a-github-organization-with-saml-single-sign-on/',
          headers: {
            'x-github-sso':
              'required; url=https://github.com/orgs/acme/sso?authorization_request=example',
          },
        },
      );
    default:
      return answer(404, 'Not Found');
  }
}
