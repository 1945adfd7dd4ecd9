import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import express from 'express';
import Router from 'express-promise-router';
import { parseInput } from './parseInput';
import { entitiesQuerySchema, entityPathSchema } from './requestSchemas';
import type { DeploymentsService } from './service/DeploymentsService';

/** Options of {@link createRouter}. */
export interface RouterOptions {
  deployments: DeploymentsService;
  httpAuth: HttpAuthService;
}

/** The REST interface. */
export function createRouter(options: RouterOptions): express.Router {
  const { deployments, httpAuth } = options;
  const router = Router();

  router.get(
    '/v1/entities/:namespace/:kind/:name/deployments',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
      const entityRef = parseInput(entityPathSchema, request.params);
      response.json(
        await deployments.getDeployments(stringifyEntityRef(entityRef), {
          credentials,
        }),
      );
    },
  );

  router.get('/v1/entities/deployments', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const { entityRef } = parseInput(entitiesQuerySchema, request.query);
    response.json(
      await deployments.getDeploymentsOfEntities(entityRef, { credentials }),
    );
  });

  return router;
}
