export * from './annotations';
export * from './ArgocdApi';
export * from './ArgocdClient';
export * from './permissions';
export * from './schema';
export * from './statusWords';
export * from './worstHealth';
