export interface Config {
  /** What changes something outside the portal. */
  operations?: {
    retention?: {
      /** How long operations that are over are kept; 90 without it. */
      days?: number;
    };
    approvals?: {
      expiry?: {
        /** After how long without a decision an operation expires; 72 without it. */
        hours?: number;
      };
      /** Approvals besides those of `platform.environments[].approval`. What is not given fits everything. */
      rules?: Array<{
        /** What people read when they ask why an approval is needed. */
        name: string;
        /** Kinds of operations, such as `roll-back`. */
        kinds?: string[];
        risks?: Array<'low' | 'medium' | 'high'>;
        /** Names from `platform.environments`. */
        environments?: string[];
        /** References of groups and users, such as `group:default/team-platform`. */
        approvers: string[];
        /** How many of them have to agree; 1 without it. */
        required?: number;
      }>;
    };
    /** Times in which nothing may be changed: either `from` and `until`, or `schedule`, `timeZone` and `duration`. */
    freezes?: Array<{
      /** What people read when something is refused. */
      name: string;
      /** Names from `platform.environments`; all without it. */
      environments?: string[];
      /** Kinds of operations; all without it. */
      kinds?: string[];
      /** A time with its offset, such as `2026-12-20T18:00:00+01:00`. */
      from?: string;
      /** A time with its offset. */
      until?: string;
      /** A cron expression that says when it begins, such as `0 16 * * FRI`. */
      schedule?: string;
      /** The time zone of the expression, such as `Europe/Berlin`; `UTC` without it. */
      timeZone?: string;
      /** How long it lasts from then on. */
      duration?: { days?: number; hours?: number; minutes?: number };
    }>;
    replicas?: {
      heartbeat?: {
        /** How often a process tells the others that it lives; 2 without it. */
        seconds?: number;
      };
      takeOverAfter?: {
        /** After how long without a sign of life another process takes over what it ran; 10 without it. */
        seconds?: number;
      };
    };
  };
}
