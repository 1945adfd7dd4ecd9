import type { Part } from '../part.ts';
import { appPart } from './appPart.ts';
import { clusterContentPart } from './clusterContentPart.ts';
import { documentationToolsPart } from './documentationToolsPart.ts';
import { gitHubPart } from './gitHubPart.ts';
import { kubernetesPart } from './kubernetesPart.ts';
import { playersPart } from './playersPart.ts';
import { portalPart } from './portalPart.ts';
import { postgresqlPart } from './postgresqlPart.ts';

/** What to leave out, and where the portal should be. */
export interface SandboxPartsOptions {
  /** Wanted port of the portal. */
  readonly port?: number;
  /** Serve the pages as they were built last. */
  readonly skipBuild?: boolean;
}

/** The whole local world, each part after those that it waits for. */
export function sandboxParts(options: SandboxPartsOptions): readonly Part[] {
  return [
    postgresqlPart(),
    kubernetesPart(),
    ...(options.skipBuild ? [] : [appPart()]),
    gitHubPart(),
    documentationToolsPart(),
    portalPart({ port: options.port }),
    clusterContentPart(),
    playersPart(),
  ];
}
