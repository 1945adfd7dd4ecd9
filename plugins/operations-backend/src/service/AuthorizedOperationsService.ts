import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  operationsDecisionCreatePermission,
  type KindsResponse,
  type Operation,
  type OperationsResponse,
  type ParsedChangeRequest,
  type ParsedDecisionRequest,
  type ParsedOperationRequest,
  type ParsedOperationsQuery,
  type ParsedPlanRequest,
  type ParsedUndoRequest,
  type Plan,
} from '@golden-path/plugin-operations-common';
import type { OperationRow, StoredOperation } from '../database/OperationRow';
import type { KindRegistry } from '../engine/KindRegistry';
import { auditedPartOf } from './auditedPartOf';
import type { Decisions } from './Decisions';
import type { DefaultOperationsService } from './DefaultOperationsService';
import { kindOf } from './kindOf';
import type { AuditedCall, OperationAudit } from './OperationAudit';
import type { OperationPermissions } from './OperationPermissions';
import type { CallerOptions, OperationsService } from './OperationsService';
import type { NamedSubject, OperationSubjects } from './OperationSubjects';
import type { OperationViews } from './OperationViews';
import type { PlanSubject } from './Planner';
import type { VisibleOperationsList } from './VisibleOperationsList';

/** Options of {@link AuthorizedOperationsService.create}. */
export interface AuthorizedOperationsServiceOptions {
  readonly audit: OperationAudit;
  readonly auth: AuthService;
  readonly decisions: Decisions;
  readonly kinds: KindRegistry;
  readonly list: VisibleOperationsList;
  readonly operations: DefaultOperationsService;
  readonly permissions: OperationPermissions;
  readonly subjects: OperationSubjects;
  readonly views: OperationViews;
}

/** Decides who may do what, and notes who did. No surface can come past it. */
export class AuthorizedOperationsService implements OperationsService {
  readonly #options: AuthorizedOperationsServiceOptions;

  static create(
    options: AuthorizedOperationsServiceOptions,
  ): AuthorizedOperationsService {
    return new AuthorizedOperationsService(options);
  }

  private constructor(options: AuthorizedOperationsServiceOptions) {
    this.#options = options;
  }

  /** {@inheritDoc OperationsService.listKinds} */
  async listKinds(): Promise<KindsResponse> {
    return { items: this.#options.kinds.list().map(kindOf) };
  }

  /** {@inheritDoc OperationsService.plan} */
  async plan(
    request: ParsedPlanRequest,
    { credentials }: CallerOptions,
  ): Promise<Plan> {
    this.#userOf(credentials);
    const subject = await this.#subjectOf(request.kind, request, credentials);
    return this.#options.operations.plan(subject, request.input);
  }

  /** {@inheritDoc OperationsService.run} */
  async run(
    request: ParsedOperationRequest,
    { credentials }: CallerOptions,
  ): Promise<Operation> {
    const { kind, entityRef, ownerRef } = request;
    const meta = { kind, entityRef, ownerRef, ...auditedPartOf(request) };
    return this.#audited(
      'operation-request',
      { credentials, meta },
      async () => {
        const requestedBy = this.#userOf(credentials);
        const subject = await this.#subjectOf(kind, request, credentials);
        return this.#options.operations.run(
          { ...subject, requestedBy },
          request,
        );
      },
    );
  }

  /** {@inheritDoc OperationsService.list} */
  async list(
    query: ParsedOperationsQuery,
    options: CallerOptions,
  ): Promise<OperationsResponse> {
    return this.#options.list.page(query, options.credentials);
  }

  /** {@inheritDoc OperationsService.get} */
  async get(id: string, { credentials }: CallerOptions): Promise<Operation> {
    return this.#options.views.view(
      await this.#visible(id, credentials),
      credentials,
    );
  }

  /** {@inheritDoc OperationsService.decide} */
  async decide(
    id: string,
    request: ParsedDecisionRequest,
    { credentials }: CallerOptions,
  ): Promise<Operation> {
    const meta = { operationId: id, ...request };
    return this.#audited(
      'operation-decision',
      { credentials, meta },
      async () => {
        const by = this.#userOf(credentials);
        const { decisions, operations, permissions } = this.#options;
        await permissions.assertMay(
          operationsDecisionCreatePermission,
          credentials,
        );
        const { row } = await this.#visible(id, credentials);
        await decisions.decide({ row, by, request }, () =>
          this.#planSubjectOf(row, credentials),
        );
        return operations.get(id);
      },
    );
  }

  /** {@inheritDoc OperationsService.cancel} */
  async cancel(
    id: string,
    request: ParsedChangeRequest,
    { credentials }: CallerOptions,
  ): Promise<Operation> {
    return this.#change(
      'operation-cancel',
      { id, request, credentials },
      {
        may: (row, by) =>
          row.requestedBy === by
            ? Promise.resolve(undefined)
            : this.#options.permissions.changeRefusal(row, credentials),
        work: (stored, by) =>
          this.#options.operations.cancel(stored, by, request),
      },
    );
  }

  /** {@inheritDoc OperationsService.retry} */
  async retry(
    id: string,
    request: ParsedChangeRequest,
    { credentials }: CallerOptions,
  ): Promise<Operation> {
    return this.#change(
      'operation-retry',
      { id, request, credentials },
      {
        may: row => this.#options.permissions.changeRefusal(row, credentials),
        work: stored =>
          this.#options.operations.retry(stored, {
            reason: request.reason,
            mayBreakFreeze: () =>
              this.#options.permissions.mayBreakFreeze(credentials),
          }),
      },
    );
  }

  /** {@inheritDoc OperationsService.planUndo} */
  async planUndo(id: string, { credentials }: CallerOptions): Promise<Plan> {
    this.#userOf(credentials);
    const stored = await this.#visible(id, credentials);
    const { row } = stored;
    const subject = await this.#subjectOf(row.kind, row, credentials);
    return this.#options.operations.planUndo(subject, stored);
  }

  /** {@inheritDoc OperationsService.undo} */
  async undo(
    id: string,
    request: ParsedUndoRequest,
    { credentials }: CallerOptions,
  ): Promise<Operation> {
    const meta = { undoes: id, ...auditedPartOf(request) };
    return this.#audited(
      'operation-request',
      { credentials, meta },
      async () => {
        const requestedBy = this.#userOf(credentials);
        const stored = await this.#visible(id, credentials);
        const { row } = stored;
        const subject = await this.#subjectOf(row.kind, row, credentials);
        return this.#options.operations.undo(
          { ...subject, requestedBy },
          stored,
          request,
        );
      },
    );
  }

  async #change(
    eventId: string,
    {
      id,
      request,
      credentials,
    }: CallerOptions & { id: string; request: ParsedChangeRequest },
    change: {
      may: (row: OperationRow, by: string) => Promise<string | undefined>;
      work: (stored: StoredOperation, by: string) => Promise<StoredOperation>;
    },
  ): Promise<Operation> {
    const meta = { operationId: id, ...request };
    return this.#audited(eventId, { credentials, meta }, async () => {
      const by = this.#userOf(credentials);
      const stored = await this.#visible(id, credentials);
      const refusal = await change.may(stored.row, by);
      if (refusal) {
        throw new NotAllowedError(refusal);
      }
      return change.work(stored, by);
    });
  }

  /** Operations are asked for by people: nobody could approve for, or answer for, a machine. */
  #userOf(credentials: BackstageCredentials): string {
    if (!this.#options.auth.isPrincipal(credentials, 'user')) {
      throw new NotAllowedError(
        'Operations are asked for by people: call with the token of a user.',
      );
    }
    return credentials.principal.userEntityRef;
  }

  /** What an operation is asked for, where the caller may ask for it. */
  async #subjectOf(
    kind: string,
    named: NamedSubject,
    credentials: BackstageCredentials,
  ): Promise<PlanSubject> {
    const { kinds, permissions, subjects } = this.#options;
    const definition = kinds.get(kind);
    const subject = await subjects.resolve(definition, named, credentials);
    await permissions.assertMayRun(definition, subject, credentials);
    const mayBreakFreeze = await permissions.mayBreakFreeze(credentials);
    return { definition, subject, credentials, mayBreakFreeze };
  }

  /** The same for who approves: the requester was asked for the right when it was requested. */
  async #planSubjectOf(
    row: OperationRow,
    credentials: BackstageCredentials,
  ): Promise<PlanSubject> {
    const { kinds, subjects } = this.#options;
    const definition = kinds.get(row.kind);
    const subject = row.ownerRef
      ? { type: 'owner' as const, ownerRef: row.ownerRef }
      : await subjects.resolve(definition, row, credentials);
    return {
      definition,
      subject,
      credentials,
      // Whether it was broken was decided when it was asked for.
      mayBreakFreeze: row.brokeFreeze,
    };
  }

  async #visible(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<StoredOperation> {
    const { list, operations } = this.#options;
    const stored = await operations.get(id);
    if (!(await list.isVisible(stored, credentials))) {
      throw new NotFoundError(`There is no operation ${id}.`);
    }
    return stored;
  }

  async #audited(
    eventId: string,
    call: AuditedCall,
    work: () => Promise<StoredOperation>,
  ): Promise<Operation> {
    const { audit, views } = this.#options;
    const stored = await audit.note(eventId, call, work);
    return views.view(stored, call.credentials);
  }
}
