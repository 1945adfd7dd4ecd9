import type { RequestHandler } from 'express';
import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import type { Config } from '../config.ts';

/**
 * Requires a valid access token (a JWT of the configured issuer and audience).
 *
 * With no issuer configured the service stays closed: every protected request
 * gets 401. Only the development environment is open without one.
 */
export function createAuthentication(
  config: Pick<Config, 'authentication' | 'environment'>,
  keys?: JWTVerifyGetKey,
): RequestHandler {
  const { authentication, environment } = config;
  if (!authentication) {
    return (_request, response, next) => {
      if (environment === 'development') {
        next();
        return;
      }
      response.status(401).json({
        error: 'No identity provider is configured: set AUTH_ISSUER and AUTH_AUDIENCE',
      });
    };
  }

  const { issuer, audience } = authentication;
  const keySet = keys ?? createRemoteJWKSet(new URL('.well-known/jwks.json', withSlash(issuer)));
  return async (request, response, next) => {
    const token = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
    if (token === undefined) {
      response.status(401).json({ error: 'Send an access token as "Authorization: Bearer …"' });
      return;
    }
    try {
      const { payload } = await jwtVerify(token, keySet, { issuer, audience });
      response.locals.subject = payload.sub;
    } catch (error) {
      if (error instanceof errors.JOSEError) {
        response.status(401).json({ error: 'The access token is not valid' });
        return;
      }
      throw error;
    }
    next();
  };
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
