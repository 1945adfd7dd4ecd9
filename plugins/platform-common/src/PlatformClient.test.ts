import { PlatformClient } from './PlatformClient';

function clientAnswering(status: number, body: unknown) {
  const fetch = jest.fn(
    async (_url: string | URL | Request, _init?: RequestInit) =>
      new Response(JSON.stringify(body), {
        status,
        headers: { 'content-type': 'application/json' },
      }),
  );
  const client = new PlatformClient({
    fetchApi: { fetch },
    discoveryApi: {
      getBaseUrl: async id => `http://portal.example.com/api/${id}`,
    },
  });
  return { client, fetch };
}

describe('PlatformClient', () => {
  it('asks about a name with the token of the caller', async () => {
    const reply = {
      name: 'orders',
      available: false,
      checks: [{ system: 'catalog', status: 'taken', message: 'Taken.' }],
    };
    const { client, fetch } = clientAnswering(200, reply);

    await expect(
      client.getNameAvailability('orders', { token: 'secret' }),
    ).resolves.toEqual(reply);
    expect(fetch).toHaveBeenCalledWith(
      'http://portal.example.com/api/platform/v1/names/orders/availability',
      expect.objectContaining({ headers: { Authorization: 'Bearer secret' } }),
    );
  });

  it('cannot be led to another path by a name', async () => {
    const { client, fetch } = clientAnswering(200, {});

    for (const name of ['..', '../environments?x=', 'a/b']) {
      await expect(client.getNameAvailability(name)).rejects.toMatchObject({
        name: 'InputError',
      });
    }
    expect(fetch).not.toHaveBeenCalled();
  });

  it('passes the message of the server on', async () => {
    const { client } = clientAnswering(403, {
      error: { name: 'NotAllowedError', message: 'Ask team-platform.' },
      response: { statusCode: 403 },
    });

    await expect(client.listEnvironments()).rejects.toMatchObject({
      statusCode: 403,
      cause: { name: 'NotAllowedError', message: 'Ask team-platform.' },
    });
  });

  it('refuses a reply that does not keep to the contract', async () => {
    const { client } = clientAnswering(200, { items: [{ name: 1 }] });

    await expect(client.listEnvironments()).rejects.toMatchObject({
      name: 'ZodError',
    });
  });
});
