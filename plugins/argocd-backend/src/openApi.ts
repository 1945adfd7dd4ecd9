import {
  argocdDeploymentReadPermission,
  deploymentDetailSchema,
  deploymentSchema,
  deploymentsResponseSchema,
  entitiesDeploymentsResponseSchema,
  fleetDeploymentSchema,
  fleetResponseSchema,
  sourceSchema,
} from '@golden-path/plugin-argocd-common';
import {
  createOpenApiDocument,
  type OpenApiDocument,
  type RouteDescription,
} from '@golden-path/plugin-platform-node';
import {
  deploymentParametersSchema,
  entitiesQuerySchema,
  entityPathSchema,
  fleetParametersSchema,
} from './requestSchemas';

const permission = argocdDeploymentReadPermission.name;

const routes: RouteDescription[] = [
  {
    method: 'get',
    path: '/v1/entities/{namespace}/{kind}/{name}/deployments',
    operationId: 'getDeployments',
    summary: 'The deployments of one entity, in the order of promotion',
    permission,
    parameters: entityPathSchema,
    response: {
      status: 200,
      description: 'What runs where, and how fresh each source is.',
      schema: deploymentsResponseSchema,
    },
  },
  {
    method: 'get',
    path: '/v1/entities/{namespace}/{kind}/{name}/deployments/{instance}/{applicationNamespace}/{application}',
    operationId: 'getDeployment',
    summary: 'One deployment with its rollout, objects, events and history',
    description:
      'Only an application that the entity points at is found, whatever the path says.',
    permission,
    parameters: entityPathSchema.merge(deploymentParametersSchema),
    response: {
      status: 200,
      description: 'All that is known of it.',
      schema: deploymentDetailSchema,
    },
  },
  {
    method: 'get',
    path: '/v1/entities/deployments',
    operationId: 'getDeploymentsOfEntities',
    summary: 'The deployments of several entities at once',
    description: 'Entities that the caller may not see are left out.',
    permission,
    query: entitiesQuerySchema,
    response: {
      status: 200,
      description: 'What runs where, by entity.',
      schema: entitiesDeploymentsResponseSchema,
    },
  },
  {
    method: 'get',
    path: '/v1/deployments',
    operationId: 'listDeployments',
    summary:
      'A page of the deployments of all entities that the caller may see',
    description:
      'Parameters that may have several values are repeated. Everything that is given has to hold.',
    permission,
    query: fleetParametersSchema,
    response: {
      status: 200,
      description: 'One page, and how many there are in all.',
      schema: fleetResponseSchema,
    },
  },
];

/** What the REST interface of this plugin answers, made from the schemas that check it. */
export const openApiDocument: OpenApiDocument = createOpenApiDocument({
  pluginId: 'argocd',
  title: 'Deployments by Argo CD',
  description:
    'What Argo CD deploys for catalog entities, with the rights of the caller. It only reads.',
  version: '1',
  routes,
  schemas: {
    Deployment: deploymentSchema,
    DeploymentDetail: deploymentDetailSchema,
    DeploymentsResponse: deploymentsResponseSchema,
    EntitiesDeploymentsResponse: entitiesDeploymentsResponseSchema,
    FleetDeployment: fleetDeploymentSchema,
    FleetResponse: fleetResponseSchema,
    Source: sourceSchema,
  },
});
