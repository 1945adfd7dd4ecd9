import type { Request, RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** The metrics of one process, in Prometheus' text format at `/metrics`. */
export interface Metrics {
  /** Counts and times every request. */
  readonly middleware: RequestHandler;
  /** Serves the metrics. */
  readonly endpoint: RequestHandler;
}

/** Creates the metrics of a service; each call has its own registry. */
export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'HTTP requests answered',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });

  return {
    middleware: (request, response, next) => {
      const start = process.hrtime.bigint();
      response.on('finish', () => {
        const labels = {
          method: request.method,
          route: routeOf(request),
          status: String(response.statusCode),
        };
        requests.inc(labels);
        duration.observe(labels, Number(process.hrtime.bigint() - start) / 1e9);
      });
      next();
    },
    endpoint: async (_request, response) => {
      response.type(registry.contentType).send(await registry.metrics());
    },
  };
}

// The pattern, not the path: a label per order id would grow without end. What
// middleware refused never reached a route, so it counts for where that is mounted.
function routeOf(request: Request): string {
  const route = request.route as { path?: unknown } | undefined;
  if (typeof route?.path !== 'string') return request.baseUrl || 'unmatched';
  return `${request.baseUrl}${route.path}`.replace(/(.)\/$/, '$1');
}
