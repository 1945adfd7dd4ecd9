import type {
  AuditorService,
  AuthService,
  LoggerService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { PlatformConfigService } from '@golden-path/plugin-platform-node';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { ApprovalNotifier } from './approvals/ApprovalNotifier';
import type { OperationsConfig } from './config';
import { ExecutorsStore } from './database/ExecutorsStore';
import { OperationsList } from './database/OperationsList';
import { OperationsStore } from './database/OperationsStore';
import { RunsStore } from './database/RunsStore';
import type { KindRegistry } from './engine/KindRegistry';
import { OperationRunner } from './engine/OperationRunner';
import { OperationsEngine } from './engine/OperationsEngine';
import { PhaseRunner } from './engine/PhaseRunner';
import { AuthorizedOperationsService } from './service/AuthorizedOperationsService';
import { AuthorizedRequests } from './service/AuthorizedRequests';
import { ChangeFeed } from './service/ChangeFeed';
import { Decisions } from './service/Decisions';
import { DefaultOperationsService } from './service/DefaultOperationsService';
import { Housekeeping } from './service/Housekeeping';
import { Memberships } from './service/Memberships';
import { OperationAudit } from './service/OperationAudit';
import { OperationPermissions } from './service/OperationPermissions';
import { OperationViews } from './service/OperationViews';
import { OperationSubjects } from './service/OperationSubjects';
import { Planner } from './service/Planner';
import { VisibleOperations } from './service/VisibleOperations';
import { VisibleOperationsList } from './service/VisibleOperationsList';

/** What {@link createOperations} puts together. */
export interface CreateOperationsOptions {
  readonly auditor: AuditorService;
  readonly auth: AuthService;
  readonly catalog: CatalogService;
  readonly config: OperationsConfig;
  readonly kinds: KindRegistry;
  readonly knex: Knex;
  readonly logger: LoggerService;
  readonly notifications: NotificationService;
  readonly permissions: PermissionsService;
  readonly platform: PlatformConfigService;
  readonly signals: SignalsService;
  readonly userInfo: UserInfoService;
}

/** Puts the service and its engine together. */
export function createOperations(options: CreateOperationsOptions) {
  const { config, kinds, knex, platform } = options;
  const operations = OperationsStore.create({ knex });
  const changes = ChangeFeed.create({ ...options, operations });
  const engine = createEngine(options, { operations, changes });
  const memberships = Memberships.create(options);
  const planner = Planner.create({
    config,
    environments: platform.environments,
    operations,
  });
  const parts = {
    ...options,
    approvalExpiryHours: config.approvalExpiryHours,
    changes,
    engine,
    memberships,
    notifier: ApprovalNotifier.create(options),
    operations,
    planner,
  };
  const decisions = Decisions.create(parts);
  const requests = AuthorizedRequests.create(options);
  const permissions = OperationPermissions.create({ kinds, requests });
  return {
    changes,
    engine,
    housekeeping: Housekeeping.create({ config, knex, changes, engine }),
    operations: AuthorizedOperationsService.create({
      ...options,
      audit: OperationAudit.create(options),
      decisions,
      list: VisibleOperationsList.create({
        ...parts,
        list: OperationsList.create({ knex }),
        visible: VisibleOperations.create({ ...options, requests }),
      }),
      operations: DefaultOperationsService.create(parts),
      permissions,
      subjects: OperationSubjects.create({
        ...options,
        admins: platform.admins,
      }),
      views: OperationViews.create({ ...options, decisions, permissions }),
    }),
  };
}

function createEngine(
  options: CreateOperationsOptions,
  { operations, changes }: { operations: OperationsStore; changes: ChangeFeed },
): OperationsEngine {
  const { config, knex } = options;
  const executorId = randomUUID();
  const executors = ExecutorsStore.create({ knex });
  const onChange = () => changes.announce();
  const runs = RunsStore.create({ knex });
  const phases = PhaseRunner.create({
    ...options,
    executors,
    runs,
    onChange,
  });
  return OperationsEngine.create({
    ...options,
    executorId,
    executors,
    operations,
    onChange,
    runner: OperationRunner.create({
      ...options,
      executorId,
      executors,
      operations,
      phases,
      runs,
      onChange,
    }),
    heartbeatSeconds: config.heartbeatSeconds,
    takeOverAfterSeconds: config.takeOverAfterSeconds,
  });
}
