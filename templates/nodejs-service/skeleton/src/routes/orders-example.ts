import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import { z } from 'zod';

const newOrderSchema = z.strictObject({
  customer: z.string().min(1).max(100),
  items: z
    .array(
      z.strictObject({
        product: z.string().min(1).max(100),
        quantity: z.number().int().min(1).max(1000),
      }),
    )
    .min(1)
    .max(100),
});

type Order = z.infer<typeof newOrderSchema> & { id: string; createdAt: string };

/**
 * An example to replace: it shows input validation, status codes and errors.
 * Orders live in memory, so they are gone after a restart.
 */
export function createOrdersRouter(): Router {
  const orders = new Map<string, Order>();
  const router = Router();

  router.get('/', (_request, response) => {
    response.json({ items: [...orders.values()] });
  });

  router.post('/', (request, response) => {
    const order: Order = {
      ...newOrderSchema.parse(request.body),
      id: randomUUID(),
      createdAt: new Date().toISOString(),
    };
    orders.set(order.id, order);
    response.status(201).location(`${request.baseUrl}/${order.id}`).json(order);
  });

  router.get('/:id', (request, response) => {
    const order = orders.get(request.params.id);
    if (!order) {
      response.status(404).json({ error: `There is no order ${request.params.id}` });
      return;
    }
    response.json(order);
  });

  return router;
}
