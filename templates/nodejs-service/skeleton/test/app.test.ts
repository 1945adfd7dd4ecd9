import { readFileSync } from 'node:fs';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { startApp } from './startApp.ts';

const order = { customer: 'ada', items: [{ product: 'lamp', quantity: 2 }] };

describe('health', () => {
  it('is live and ready', async () => {
    const { app } = startApp();
    await request(app).get('/health/live').expect(200, { status: 'ok' });
    await request(app).get('/health/ready').expect(200, { status: 'ok' });
  });

  it('stays live but is not ready while it shuts down', async () => {
    const { app, readiness } = startApp();
    readiness.ready = false;
    await request(app).get('/health/live').expect(200);
    await request(app).get('/health/ready').expect(503);
  });
});

describe('orders', () => {
  it('creates, reads and lists', async () => {
    const { app } = startApp();
    const created = await request(app).post('/api/orders').send(order).expect(201);
    expect(created.body).toMatchObject(order);
    const location = created.get('location') ?? '';
    await request(app).get(location).expect(200, created.body as object);
    await request(app)
      .get('/api/orders')
      .expect(200, { items: [created.body] });
  });

  it('says what is wrong with an order', async () => {
    const { app } = startApp();
    const response = await request(app)
      .post('/api/orders')
      .send({ customer: 'ada', items: [{ product: 'lamp', quantity: 0 }], vip: true })
      .expect(400);
    const body = response.body as { problems: { path: string }[] };
    expect(body.problems.map(problem => problem.path)).toEqual(['items.0.quantity', '']);
  });

  it('answers 404 for what is not there, and 400 for what is not JSON', async () => {
    const { app } = startApp();
    await request(app).get('/api/orders/unknown').expect(404);
    await request(app).get('/nowhere').expect(404);
    await request(app)
      .post('/api/orders')
      .set('content-type', 'application/json')
      .send('{')
      .expect(400);
  });

  it('serves every operation that openapi.yaml describes', async () => {
    const { app } = startApp();
    const document = parse(readFileSync('openapi.yaml', 'utf8')) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => ({ method, path })),
    );
    expect(operations.length).toBeGreaterThan(0);
    for (const { method, path } of operations) {
      const response = await request(app)[method as 'get' | 'post'](path.replace('{id}', 'x'));
      expect(response.text).not.toContain('There is no GET /');
      expect(response.text).not.toContain('There is no POST /');
    }
  });
});

describe('metrics', () => {
  it('counts requests by route, not by path', async () => {
    const { app } = startApp();
    await request(app).get('/api/orders/1');
    await request(app).get('/api/orders/2');
    await request(app).get('/api/orders');
    await request(app).get('/nowhere');
    const { text } = await request(app).get('/metrics').expect(200);
    const counters = text.split('\n').filter(line => line.startsWith('http_requests_total{'));
    expect(counters).toEqual([
      'http_requests_total{method="GET",route="/api/orders/:id",status="404",service="service-under-test"} 2',
      'http_requests_total{method="GET",route="/api/orders",status="200",service="service-under-test"} 1',
      'http_requests_total{method="GET",route="unmatched",status="404",service="service-under-test"} 1',
    ]);
  });
});

describe('logging', () => {
  it('writes one JSON line per request, without secrets', async () => {
    const { app, logLines } = startApp();
    await request(app)
      .get('/api/orders?token=hunter2')
      .set('authorization', 'Bearer hunter2')
      .set('x-request-id', 'trace-1')
      .expect('x-request-id', 'trace-1');
    await request(app).get('/health/live');
    expect(logLines).toHaveLength(1);
    expect(JSON.parse(logLines[0] ?? '')).toMatchObject({
      level: 'info',
      service: 'service-under-test',
      environment: 'development',
      req: { id: 'trace-1', method: 'GET', path: '/api/orders' },
      res: { status: 200 },
    });
    expect(logLines.join()).not.toContain('hunter2');
  });

  it('does not take an id that could forge a log line', async () => {
    const { app } = startApp();
    const response = await request(app).get('/health/live').set('x-request-id', 'a b');
    expect(response.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
