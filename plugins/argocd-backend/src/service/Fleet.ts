import {
  noEnvironment,
  type FleetResponse,
  type HealthStatusName,
  type ParsedFleetQuery,
} from '@golden-path/plugin-argocd-common';
import type { ApplicationsReadModel } from './ApplicationsReadModel';
import type { ChangeAnnouncer } from './ChangeAnnouncer';
import { deploymentOf, type DeploymentRules } from './deploymentOf';
import {
  comparePositions,
  positionOf,
  readCursor,
  writeCursor,
} from './fleetCursor';
import { fleetDeploymentOf } from './fleetDeploymentOf';
import type { FleetRow } from './FleetRow';
import { FleetRows } from './FleetRows';
import type { ServiceEntity } from './ServiceEntity';

/** Options of {@link Fleet.create}. */
export interface FleetOptions {
  applications: ApplicationsReadModel;
  announcer: Pick<ChangeAnnouncer, 'watchAll'>;
  rules: DeploymentRules;
}

/** The deployments of many entities. It calls nobody, and knows nothing of who asks. */
export class Fleet {
  readonly #options: FleetOptions;
  readonly #rows: FleetRows;

  private constructor(options: FleetOptions) {
    this.#options = options;
    this.#rows = FleetRows.create(options);
  }

  static create(options: FleetOptions): Fleet {
    return new Fleet(options);
  }

  /**
   * A page of the deployments of some entities.
   *
   * @param entities - all that the caller may read, sorted by their references
   */
  list(
    entities: readonly ServiceEntity[],
    query: ParsedFleetQuery,
  ): FleetResponse {
    const { announcer, applications, rules } = this.#options;
    const { cursor, limit, orderBy } = query;
    const after =
      cursor === undefined ? undefined : readCursor(cursor, orderBy);
    const matching = sortRows(this.#matching(entities, query), orderBy);
    const start = after
      ? matching.findIndex(
          row => comparePositions(positionOf(row, orderBy), after) > 0,
        )
      : 0;
    const page = start < 0 ? [] : matching.slice(start, start + limit);
    const last = page.at(-1);
    const hasMore = last !== undefined && matching.at(-1) !== last;
    return {
      items: page.map(row =>
        fleetDeploymentOf(row, deploymentOf(row, row.entity, rules)),
      ),
      totalItems: matching.length,
      nextCursor: hasMore ? writeCursor(positionOf(last, orderBy)) : undefined,
      healthCounts: countHealth(matching),
      sources: applications.sources(),
      changeKey: announcer.watchAll(),
    };
  }

  #matching(
    entities: readonly ServiceEntity[],
    query: ParsedFleetQuery,
  ): FleetRow[] {
    const isMeantEntity = entityFilterOf(query);
    const isMeantRow = rowFilterOf(query);
    const matching: FleetRow[] = [];
    for (const entity of entities) {
      if (isMeantEntity(entity)) {
        for (const row of this.#rows.rowsOf(entity)) {
          if (isMeantRow(row)) {
            matching.push(row);
          }
        }
      }
    }
    return matching;
  }
}

function entityFilterOf({
  entityRef,
  owner,
}: ParsedFleetQuery): (entity: ServiceEntity) => boolean {
  const owners = new Set(owner);
  return entity =>
    (entityRef === undefined || entity.entityRef === entityRef) &&
    (owners.size === 0 || entity.ownerRefs.some(ref => owners.has(ref)));
}

function rowFilterOf(query: ParsedFleetQuery): (row: FleetRow) => boolean {
  const environments = new Set(query.environment);
  const sync = new Set(query.sync);
  const health = new Set(query.health);
  const text = query.text.toLocaleLowerCase('en-US');
  return row =>
    (environments.size === 0 ||
      environments.has(row.environment ?? noEnvironment)) &&
    (sync.size === 0 || sync.has(row.sync)) &&
    (health.size === 0 || health.has(row.health)) &&
    (!query.needsAttention || row.attentionRank > 0) &&
    (text === '' || row.text.includes(text));
}

/** Rows come sorted by name, which stays the order among those that need the same attention. */
function sortRows(
  rows: FleetRow[],
  orderBy: ParsedFleetQuery['orderBy'],
): FleetRow[] {
  return orderBy === 'name'
    ? rows
    : rows.sort((left, right) => right.attentionRank - left.attentionRank);
}

function countHealth(rows: readonly FleetRow[]): FleetResponse['healthCounts'] {
  const counts = new Map<HealthStatusName, number>();
  for (const { health } of rows) {
    counts.set(health, (counts.get(health) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}
