const sourceFields = [
  'repoURL',
  'chart',
  'path',
  'targetRevision',
  'helm.parameters',
  'kustomize.images',
];

const fields = [
  'metadata.name',
  'metadata.namespace',
  'metadata.resourceVersion',
  'metadata.labels',
  'metadata.annotations.backstage.io/entity-ref',
  'metadata.ownerReferences.kind',
  'metadata.ownerReferences.name',
  'spec.project',
  'spec.destination',
  ...sourceFields.flatMap(field => [
    `spec.source.${field}`,
    `spec.sources.${field}`,
  ]),
  'operation.initiatedBy',
  'status.sync.status',
  'status.sync.revision',
  'status.sync.revisions',
  'status.health',
  'status.summary.images',
  'status.summary.externalURLs',
  'status.history.id',
  'status.history.revision',
  'status.history.revisions',
  'status.history.deployedAt',
  'status.history.initiatedBy',
  'status.history.source.kustomize.images',
  'status.history.sources.kustomize.images',
  'status.operationState.phase',
  'status.operationState.message',
  'status.operationState.startedAt',
  'status.operationState.finishedAt',
  'status.operationState.operation.initiatedBy',
  'status.conditions',
  'status.resources',
  'status.reconciledAt',
];

/**
 * The `fields` of Argo CD's stream of applications: those of {@link applicationSchema}.
 *
 * The stream takes the path of any field. The list does not: it knows a fixed set, in which history, conditions and the
 * message of an operation are missing, so that it has to be read as it is.
 * https://github.com/argoproj/argo-cd/blob/v3.5.0/pkg/apiclient/application/forwarder_overwrite.go
 */
export const streamFields = [
  'result.type',
  'error',
  ...fields.map(field => `result.application.${field}`),
].join(',');
