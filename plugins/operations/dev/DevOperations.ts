import { NotAllowedError } from '@backstage/errors';
import type {
  Blocker,
  Operation,
  OperationRequest,
  Plan,
  PlanRequest,
} from '@golden-path/plugin-operations-common';
import {
  examplePlan,
  FakeOperations,
  minutesAgo,
} from '@golden-path/plugin-operations-react/testUtils';
import { operations } from './operations';

const approvals = [
  {
    title: 'production',
    approvers: ['group:default/team-platform'],
    required: 1,
  },
];

function freeze(mayBreak: boolean): Blocker {
  return {
    type: 'freeze',
    name: 'year-end',
    until: new Date(Date.now() + 3 * 86_400_000).toISOString(),
    mayBreak,
    message:
      'The freeze “year-end” holds production still, so that nothing changes while the shop is busiest.',
  };
}

const manyCommits = Array.from({ length: 12 }, (_, index) => ({
  sha: String(index).padStart(40, '0'),
  title: `Change number ${index} with a title that says at length what was done and why it had to be`,
  author: 'Somebody With A Long Name',
  date: minutesAgo(60 * (index + 1)),
  url: 'https://github.com/acme/order-service/commit/1',
}));

/** What is planned in each of the states that the gallery offers. */
export const plans: Record<string, () => Plan> = {
  plain: () => examplePlan(),
  'needs approval': () =>
    examplePlan({
      approvals,
      confirmationText: 'order-service-production',
      warnings: ['staging runs v1.9.0 for 12 min only.'],
    }),
  'freeze that I may break': () => examplePlan({ blockers: [freeze(true)] }),
  'freeze that others may break': () =>
    examplePlan({ blockers: [freeze(false)] }),
  busy: () =>
    examplePlan({
      blockers: [
        {
          type: 'busy',
          operationId: 'operation-1',
          title: 'Promote v1.9.0 to production',
          requestedBy: 'user:default/ben',
          since: minutesAgo(0.7),
          message:
            'order-service-production is being changed; try again when that is over.',
        },
      ],
    }),
  'nothing to do': () =>
    examplePlan({
      changes: [],
      commits: undefined,
      files: [],
      blockers: [
        { type: 'nothing-to-do', message: 'production runs v1.9.0 already.' },
      ],
    }),
  'much to read': () =>
    examplePlan({
      title:
        'Promote v1.9.0-a-very-long-name-of-a-release-branch.4711 to production-of-a-very-long-region',
      commits: { direction: 'added', items: manyCommits, hasMore: true },
      changes: [
        {
          subject: 'ghcr.io/acme/a/very/long/path/to/an/image/order-service',
          from: 'sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
          to: 'sha256:fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210',
        },
        { subject: 'deploy/overlays/production/feature-flags.yaml', to: 'new' },
      ],
      undo: {
        possible: false,
        description: 'The database has another shape afterwards.',
      },
    }),
};

/** An operations backend in memory that can do what the gallery wants to show, failures included. */
export class DevOperations extends FakeOperations {
  #attempts = 0;

  constructor() {
    super({
      operations: operations(),
      phaseMilliseconds: 4_000,
      answerMilliseconds: 400,
      planOf: ({ input }) => plans[String(input?.state)]?.() ?? plans.plain(),
    });
  }

  async plan(request: PlanRequest): Promise<Plan> {
    const plan = await super.plan(request);
    switch (request.input?.state) {
      case 'denied':
        throw Object.assign(
          new NotAllowedError(
            'You may not promote component:default/order-service: ask its owner, team-orders, or the platform team for the permission argocd.deployment.promote.',
          ),
          { statusCode: 403 },
        );
      case 'no plan':
        throw new Error('GitHub does not answer.');
      case 'changes meanwhile':
        return this.#attempts > 0
          ? {
              ...plan,
              hash: 'hash-2',
              changes: [{ ...plan.changes[0], to: 'v1.9.1' }],
            }
          : plan;
      default:
        return plan;
    }
  }

  async run(request: OperationRequest): Promise<Operation> {
    this.#attempts += 1;
    if (request.input?.state === 'no answer' && this.#attempts < 3) {
      throw new TypeError('Failed to fetch');
    }
    return super.run(request);
  }
}
