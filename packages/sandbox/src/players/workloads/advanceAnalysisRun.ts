import type {
  AnalysisPhase,
  AnalysisRun,
  Metric,
  MetricResult,
} from './analysisRun.ts';
import { durationMilliseconds } from './canarySteps.ts';
import { timestamp } from './podStatus.ts';

const defaultInterval = '10s';
/** As Argo Rollouts keeps them. */
const measurementLimit = 10;

/** What a metric says of a version: read by its name, a rate or a time in milliseconds. */
function valueOf(metric: Metric, options: { fails: boolean; index: number }) {
  const { fails, index } = options;
  if (/latency|duration|time/.test(metric.name)) {
    return `[${fails ? 912 + index * 31 : 118 + index * 4}]`;
  }
  return `[${fails ? 0.871 : [0.996, 0.994, 0.998][index % 3]}]`;
}

function isCompleted(phase: AnalysisPhase | undefined): boolean {
  return phase !== undefined && phase !== 'Pending' && phase !== 'Running';
}

function measured(
  metric: Metric,
  before: MetricResult | undefined,
  options: { fails: boolean; now: Date; isTerminated: boolean },
): MetricResult {
  if (before && isCompleted(before.phase)) {
    return before;
  }
  const last = before?.measurements?.at(-1);
  const interval = durationMilliseconds(metric.interval ?? defaultInterval);
  const isDue =
    !last || options.now.getTime() - Date.parse(last.finishedAt) >= interval;
  if (options.isTerminated) {
    return { ...before, name: metric.name, phase: 'Successful' };
  }
  if (before && !isDue) {
    return before;
  }
  const now = timestamp(options.now);
  const { count = 0, successful = 0, failed = 0 } = before ?? {};
  const { fails } = options;
  const result = {
    name: metric.name,
    count: count + 1,
    ...(fails ? { failed: failed + 1 } : {}),
    ...(successful || !fails
      ? { successful: successful + Number(!fails) }
      : {}),
    ...(fails ? {} : { consecutiveSuccess: successful + 1 }),
    measurements: [
      ...(before?.measurements ?? []),
      {
        phase: fails ? ('Failed' as const) : ('Successful' as const),
        value: valueOf(metric, { fails, index: count }),
        startedAt: now,
        finishedAt: now,
      },
    ].slice(-measurementLimit),
  };
  const phase = (): AnalysisPhase => {
    if ((result.failed ?? 0) > Number(metric.failureLimit ?? 0)) {
      return 'Failed';
    }
    const limit = metric.count ?? (metric.interval ? undefined : 1);
    return limit !== undefined && result.count >= Number(limit)
      ? 'Successful'
      : 'Running';
  };
  return { ...result, phase: phase() };
}

function failureOf(metric: Metric, result: MetricResult): string {
  return `Metric "${metric.name}" assessed Failed due to failed (${
    result.failed
  }) > failureLimit (${metric.failureLimit ?? 0})`;
}

/**
 * The next status of an AnalysisRun: one measurement after the other. A metric that fails ends the run.
 * @see https://github.com/argoproj/argo-rollouts/blob/master/analysis/analysis.go (assessRunStatus)
 */
export function advanceAnalysisRun(
  run: AnalysisRun,
  options: { fails(metric: string): boolean; now: Date },
): NonNullable<AnalysisRun['status']> {
  const { spec = {}, status = {} } = run;
  if (isCompleted(status.phase)) {
    return status;
  }
  const { now } = options;
  const metrics = spec.metrics ?? [];
  const resultsOf = (isTerminated: boolean, from: typeof status) =>
    metrics.map(metric =>
      measured(
        metric,
        from.metricResults?.find(({ name }) => name === metric.name),
        { fails: options.fails(metric.name), now, isTerminated },
      ),
    );
  let metricResults = resultsOf(Boolean(spec.terminate), status);
  const failed = metricResults.findIndex(({ phase }) => phase === 'Failed');
  if (failed >= 0) {
    metricResults = resultsOf(true, { metricResults });
  }
  const isDone = metricResults.every(({ phase }) => isCompleted(phase));
  const phase = () => {
    if (failed >= 0) {
      return 'Failed';
    }
    return isDone ? 'Successful' : 'Running';
  };
  const countOf = (wanted: AnalysisPhase) =>
    metricResults.filter(result => result.phase === wanted).length;
  const finished = isDone ? { completedAt: timestamp(now) } : {};
  return {
    ...status,
    phase: phase(),
    ...(failed >= 0
      ? { message: failureOf(metrics[failed], metricResults[failed]) }
      : {}),
    startedAt: status.startedAt ?? timestamp(now),
    ...finished,
    metricResults,
    runSummary: {
      count: metrics.length,
      ...(countOf('Successful') ? { successful: countOf('Successful') } : {}),
      ...(countOf('Failed') ? { failed: countOf('Failed') } : {}),
    },
  };
}
