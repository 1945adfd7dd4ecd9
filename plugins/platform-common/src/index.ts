/**
 * The contract of the platform plugin, and the rules that all plugins share.
 *
 * @packageDocumentation
 */
export * from './acceptedRepositoryHosts';
export * from './confirmTarget';
export * from './environment';
export * from './environmentOf';
export * from './parseRepositoryUrl';
export * from './permissions';
export * from './PlatformApi';
export * from './PlatformClient';
export * from './schema';
export * from './serviceName';
