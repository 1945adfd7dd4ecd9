import type { BackendProcess } from './BackendProcess.mts';

/** The backends that run beside each other while services are asked for, by name. */
export type Backends = Readonly<Record<string, BackendProcess>>;
