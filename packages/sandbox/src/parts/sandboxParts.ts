import type { Part } from '../part.ts';
import { appPart } from './appPart.ts';
import { clusterContentPart } from './clusterContentPart.ts';
import { developmentServerPart } from './developmentServerPart.ts';
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
  /** Serve the portal from its sources, and load anew what changes. */
  readonly development?: boolean;
  /** Names of the only parts to start. */
  readonly only?: readonly string[];
}

/** The whole local world, each part after those that it waits for. */
export function sandboxParts(options: SandboxPartsOptions): readonly Part[] {
  const { port, skipBuild, development, only } = options;
  const parts = [
    postgresqlPart(),
    kubernetesPart(),
    ...(skipBuild || development ? [] : [appPart()]),
    gitHubPart(),
    documentationToolsPart(),
    development ? developmentServerPart({ port }) : portalPart({ port }),
    clusterContentPart(),
    playersPart(),
  ];
  if (!only) {
    return parts;
  }
  const known = parts.map(({ name }) => name);
  const unknown = only.filter(name => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `There is no part ${unknown.join(', ')}; the parts are ${known.join(
        ', ',
      )}.`,
    );
  }
  return parts.filter(({ name }) => only.includes(name));
}
