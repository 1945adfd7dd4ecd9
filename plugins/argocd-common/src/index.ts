/**
 * The contract of the argocd plugin, and its pure rules.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './applicationQuery';
export * from './ArgocdApi';
export * from './ArgocdClient';
export * from './attentionOf';
export * from './detailSchema';
export * from './explainDeployment';
export * from './fleetSchema';
export * from './labelSelector';
export * from './orderResources';
export * from './permissions';
export * from './schema';
export * from './statusWords';
export * from './worstHealth';
export * from './versionOf';
