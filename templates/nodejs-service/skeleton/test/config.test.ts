import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

const required = { SERVICE_NAME: 'orders', ENVIRONMENT: 'staging' };

describe('readConfig', () => {
  it('needs two variables and knows the rest', () => {
    expect(readConfig(required)).toEqual({
      serviceName: 'orders',
      environment: 'staging',
      logLevel: 'info',
      port: 3000,
      shutdown: { drainMs: 5_000, timeoutMs: 20_000 },
    });
  });

  it('takes an identity provider', () => {
    const config = readConfig({
      ...required,
      AUTH_ISSUER: 'https://login.example.com/',
      AUTH_AUDIENCE: 'orders',
    });
    expect(config.authentication).toEqual({
      issuer: 'https://login.example.com/',
      audience: 'orders',
    });
  });

  it('names every wrong variable at once', () => {
    expect(() => readConfig({ ENVIRONMENT: 'moon', PORT: 'http' })).toThrow(
      /SERVICE_NAME: [^]*ENVIRONMENT: [^]*PORT: /,
    );
  });

  it('refuses half an identity provider', () => {
    expect(() => readConfig({ ...required, AUTH_AUDIENCE: 'orders' })).toThrow(/AUTH_ISSUER/);
  });
});
