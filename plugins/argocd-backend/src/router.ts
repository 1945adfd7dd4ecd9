import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import express from 'express';
import Router from 'express-promise-router';
import { parseInput, readQuery } from '@golden-path/plugin-platform-node';
import {
  deploymentPathSchema,
  entitiesQuerySchema,
  entityPathSchema,
  fleetRequestSchema,
} from './requestSchemas';
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
  const optionsOf = async (request: express.Request) => ({
    credentials: await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    }),
  });

  router.get(
    '/v1/entities/:namespace/:kind/:name/deployments',
    async (request, response) => {
      const caller = await optionsOf(request);
      const entity = parseInput(entityPathSchema, request.params);
      const entityRef = stringifyEntityRef(entity);
      response.json(await deployments.getDeployments(entityRef, caller));
    },
  );

  router.get(
    '/v1/entities/:namespace/:kind/:name/deployments/:instance/:applicationNamespace/:application',
    async (request, response) => {
      const caller = await optionsOf(request);
      const entity = parseInput(entityPathSchema, request.params);
      const entityRef = stringifyEntityRef(entity);
      const id = parseInput(deploymentPathSchema, request.params);
      response.json(await deployments.getDeployment(entityRef, id, caller));
    },
  );

  router.get('/v1/entities/deployments', async (request, response) => {
    const caller = await optionsOf(request);
    const { entityRef } = parseInput(entitiesQuerySchema, readQuery(request));
    response.json(
      await deployments.getDeploymentsOfEntities(entityRef, caller),
    );
  });

  router.get('/v1/deployments', async (request, response) => {
    const caller = await optionsOf(request);
    const query = parseInput(fleetRequestSchema, readQuery(request));
    response.json(await deployments.listDeployments(query, caller));
  });

  return router;
}
