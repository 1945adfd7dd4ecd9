import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { describeConfigIssues } from '@golden-path/plugin-platform-node';
import { CronExpressionParser } from 'cron-parser';
import { z } from 'zod';

/** A time in which nothing may be changed. */
export interface FreezeWindow {
  readonly name: string;
  /** Names of environments; all of them without any. */
  readonly environments: readonly string[];
  /** Kinds of operations; all of them without any. */
  readonly kinds: readonly string[];
  readonly when:
    | { readonly type: 'once'; readonly from: Date; readonly until: Date }
    | {
        readonly type: 'repeated';
        /** A cron expression that says when it begins. */
        readonly schedule: string;
        readonly timeZone: string;
        readonly durationMinutes: number;
      };
}

/** Who has to approve which operations, besides what the environments say. */
export interface ApprovalRule {
  readonly name: string;
  readonly kinds: readonly string[];
  readonly risks: readonly ('low' | 'medium' | 'high')[];
  readonly environments: readonly string[];
  readonly approvers: readonly string[];
  readonly required: number;
}

/** The `operations` key of the configuration, read once. */
export interface OperationsConfig {
  /** How long operations that are over are kept. */
  readonly retentionDays: number;
  /** After how long without a decision an operation expires. */
  readonly approvalExpiryHours: number;
  readonly approvalRules: readonly ApprovalRule[];
  readonly freezes: readonly FreezeWindow[];
  readonly heartbeatSeconds: number;
  readonly takeOverAfterSeconds: number;
}

const names = z.array(z.string().min(1)).default([]);

const approver = z
  .string()
  .regex(
    /^(group|user):[a-z0-9-_.]+\/[a-z0-9-_.]+$/i,
    'expected the full reference of a group or user, such as group:default/team-platform',
  );

const time = z.iso
  .datetime({
    offset: true,
    error: 'expected a time with its offset, such as 2026-12-20T18:00:00+01:00',
  })
  .transform(text => new Date(text));

const timeZone = z.string().refine(zone => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    // That is how an unknown zone is told.
    return false;
  }
}, 'expected the name of a time zone, such as Europe/Berlin');

const schedule = z.string().refine(expression => {
  try {
    return Boolean(CronExpressionParser.parse(expression));
  } catch {
    // That is how a bad expression is told.
    return false;
  }
}, 'expected a cron expression with five fields, such as 0 16 * * FRI');

const scopeFields = {
  name: z.string().min(1),
  environments: names,
  kinds: names,
};

const freezeSchema = z.union(
  [
    z
      .strictObject({ ...scopeFields, from: time, until: time })
      .refine(({ from, until }) => until > from, {
        error: 'it ends before it begins',
      })
      .transform(({ from, until, ...scope }) => ({
        ...scope,
        when: { type: 'once' as const, from, until },
      })),
    z
      .strictObject({
        ...scopeFields,
        schedule,
        timeZone: timeZone.default('UTC'),
        duration: z
          .strictObject({
            days: z.number().min(0).default(0),
            hours: z.number().min(0).default(0),
            minutes: z.number().min(0).default(0),
          })
          .refine(
            ({ days, hours, minutes }) => days + hours + minutes > 0,
            'expected a duration, such as { hours: 64 }',
          ),
      })
      .transform(({ schedule: cron, timeZone: zone, duration, ...scope }) => ({
        ...scope,
        when: {
          type: 'repeated' as const,
          schedule: cron,
          timeZone: zone,
          durationMinutes:
            (duration.days * 24 + duration.hours) * 60 + duration.minutes,
        },
      })),
  ],
  {
    error:
      'expected a name with either from and until (times with their offsets) or schedule (cron), timeZone and duration',
  },
);

const ruleSchema = z.strictObject({
  ...scopeFields,
  risks: z.array(z.enum(['low', 'medium', 'high'])).default([]),
  approvers: z.array(approver).min(1),
  required: z.number().int().min(1).default(1),
});

const operationsSchema = z.strictObject({
  retention: z
    .strictObject({ days: z.number().int().min(1).default(90) })
    .prefault({}),
  approvals: z
    .strictObject({
      expiry: z
        .strictObject({ hours: z.number().min(0.01).default(72) })
        .prefault({}),
      rules: z.array(ruleSchema).default([]),
    })
    .prefault({}),
  freezes: z.array(freezeSchema).default([]),
  replicas: z
    .strictObject({
      heartbeat: z
        .strictObject({ seconds: z.number().min(0.1).default(2) })
        .prefault({}),
      takeOverAfter: z
        .strictObject({ seconds: z.number().min(0.5).default(10) })
        .prefault({}),
    })
    .prefault({}),
});

/**
 * Reads the `operations` key. All that is wrong with it is reported together, each problem with its key.
 *
 * @param environments - the names of `platform.environments`
 */
export function readOperationsConfig(
  config: Config,
  environments: readonly string[],
): OperationsConfig {
  const parsed = operationsSchema.safeParse(
    config.getOptional('operations') ?? {},
  );
  const problems = parsed.success
    ? findContradictions(parsed.data, environments)
    : describeConfigIssues(parsed.error, 'operations');
  if (!parsed.success || problems.length > 0) {
    throw new InputError(
      `The configuration of operations is not valid:\n${problems
        .map(problem => `  ${problem}`)
        .join('\n')}`,
    );
  }
  const { retention, approvals, freezes, replicas } = parsed.data;
  return {
    retentionDays: retention.days,
    approvalExpiryHours: approvals.expiry.hours,
    approvalRules: approvals.rules,
    freezes,
    heartbeatSeconds: replicas.heartbeat.seconds,
    takeOverAfterSeconds: replicas.takeOverAfter.seconds,
  };
}

function findContradictions(
  { approvals, freezes, replicas }: z.output<typeof operationsSchema>,
  environments: readonly string[],
): string[] {
  const unknown = (key: string, scoped: readonly string[]) =>
    scoped
      .filter(name => !environments.includes(name))
      .map(
        name =>
          `${key}.environments: '${name}' is not in platform.environments (${
            environments.join(', ') || 'none'
          })`,
      );
  const { heartbeat, takeOverAfter } = replicas;
  return [
    ...approvals.rules.flatMap((rule, index) =>
      unknown(`operations.approvals.rules[${index}]`, rule.environments),
    ),
    ...freezes.flatMap((freeze, index) =>
      unknown(`operations.freezes[${index}]`, freeze.environments),
    ),
    ...(takeOverAfter.seconds < heartbeat.seconds * 3
      ? [
          'operations.replicas.takeOverAfter: expected at least three heartbeats, or a slow process loses what it runs',
        ]
      : []),
  ];
}
