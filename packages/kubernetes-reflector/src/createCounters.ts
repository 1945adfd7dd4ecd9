import type { ReflectorMetrics } from './ReflectorMetrics';

type Counted = Omit<
  ReflectorMetrics,
  'state' | 'asOf' | 'size' | 'nextAttemptAt'
>;

/** What is counted while it happens. */
export type Counters = {
  -readonly [Name in keyof Counted]: Counted[Name] extends Readonly<
    Record<infer Key extends string, number>
  >
    ? Record<Key, number>
    : Counted[Name];
};

/** Counters that stand at zero. */
export function createCounters(): Counters {
  return {
    lists: 0,
    relists: {
      gone: 0,
      refused: 0,
      'other history': 0,
      'unfinished list': 0,
      'no streaming list': 0,
      'no progress': 0,
    },
    listPages: 0,
    watches: 0,
    historyChecks: 0,
    connectionEnds: {
      ended: 0,
      silent: 0,
      gone: 0,
      refused: 0,
      malformed: 0,
      broken: 0,
    },
    events: { ADDED: 0, MODIFIED: 0, DELETED: 0, BOOKMARK: 0, ERROR: 0 },
    malformedLines: 0,
    unreadableObjects: 0,
    bytesRead: 0,
  };
}
