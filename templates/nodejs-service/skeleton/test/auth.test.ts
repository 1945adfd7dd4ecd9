import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { startApp } from './startApp.ts';

const issuer = 'https://login.example.com/';
const audience = 'orders';
const provider = { ENVIRONMENT: 'production', AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience };

describe('authentication', () => {
  let keys: ReturnType<typeof createLocalJWKSet>;
  let sign: (claims: { audience: string; expires: string }) => Promise<string>;

  beforeAll(async () => {
    const pair = await generateKeyPair('RS256');
    keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(pair.publicKey)), alg: 'RS256' }] });
    sign = claims =>
      new SignJWT()
        .setProtectedHeader({ alg: 'RS256' })
        .setSubject('ada')
        .setIssuer(issuer)
        .setAudience(claims.audience)
        .setExpirationTime(claims.expires)
        .sign(pair.privateKey);
  });

  it('lets a valid token in', async () => {
    const { app } = startApp(provider, keys);
    const token = await sign({ audience, expires: '1h' });
    await request(app).get('/api/orders').set('authorization', `Bearer ${token}`).expect(200);
  });

  it.each([
    ['of another audience', { audience: 'payments', expires: '1h' }],
    ['that has expired', { audience, expires: '-1h' }],
  ])('refuses a token %s', async (_what, claims) => {
    const { app } = startApp(provider, keys);
    const token = await sign(claims);
    await request(app).get('/api/orders').set('authorization', `Bearer ${token}`).expect(401);
  });

  it.each(['', 'Basic YTpi', 'Bearer not-a-token'])('refuses "%s"', async header => {
    const { app } = startApp(provider, keys);
    await request(app).get('/api/orders').set('authorization', header).expect(401);
  });

  it('stays closed outside development when no provider is configured', async () => {
    const { app } = startApp({ ENVIRONMENT: 'production' });
    const response = await request(app).get('/api/orders').expect(401);
    expect(response.text).toContain('AUTH_ISSUER');
    await request(app).get('/health/ready').expect(200);
    const { text } = await request(app).get('/metrics').expect(200);
    expect(text).toContain('route="/api/orders",status="401"');
  });

  it('answers 500 without detail when the keys cannot be had', async () => {
    const { app, logLines } = startApp(provider, () => {
      throw new Error('the provider is down');
    });
    const token = await sign({ audience, expires: '1h' });
    const response = await request(app)
      .get('/api/orders')
      .set('authorization', `Bearer ${token}`)
      .expect(500);
    expect(response.text).not.toContain('provider');
    expect(logLines.join()).toContain('the provider is down');
  });
});
