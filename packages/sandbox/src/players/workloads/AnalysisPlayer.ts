import { isDeepStrictEqual } from 'node:util';
import {
  hasStatusCode,
  type ClusterClient,
} from '../../cluster/ClusterClient.ts';
import { resources } from '../../cluster/resources.ts';
import type { EventRecorder } from '../events/EventRecorder.ts';
import { advanceAnalysisRun } from './advanceAnalysisRun.ts';
import { failsAnalysis } from './analysisOutcome.ts';
import type { AnalysisRun, Metric } from './analysisRun.ts';
import { hashLabels, ownerReference } from './ownedObjects.ts';
import type { AnalysisStep, Rollout } from './rollout.ts';

/** So many finished runs of a Rollout are kept. */
const historyLimit = 5;
const controller = 'rollouts-controller';

/** Begins the analyses of canaries and measures what they ask for. */
export class AnalysisPlayer {
  readonly #client: ClusterClient;
  readonly #events: EventRecorder;
  readonly #now: () => Date;

  constructor(client: ClusterClient, events: EventRecorder, now: () => Date) {
    this.#client = client;
    this.#events = events;
    this.#now = now;
  }

  /** Begins an analysis and gives its name. */
  async start(
    rollout: Rollout,
    analysis: AnalysisStep,
    options: { hash: string; revision: number; runs: readonly AnalysisRun[] },
  ): Promise<string> {
    const { hash, revision, runs } = options;
    const { name: rolloutName = '', namespace = '' } = rollout.metadata ?? {};
    const index = rollout.status?.currentStepIndex ?? 0;
    const base = `${rolloutName}-${hash}-${revision}-${index}`;
    const taken = new Set(runs.map(({ metadata }) => metadata?.name));
    let name = base;
    for (let collision = 1; taken.has(name); collision++) {
      name = `${base}.${collision}`;
    }
    const run: AnalysisRun = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AnalysisRun',
      metadata: {
        name,
        namespace,
        labels: {
          [hashLabels.Rollout]: hash,
          'rollout-type': 'Step',
          'step-index': String(index),
        },
        annotations: { 'rollout.argoproj.io/revision': String(revision) },
        ownerReferences: [ownerReference(rollout)],
      },
      spec: {
        metrics: await this.#metricsOf(analysis, namespace),
        ...(analysis.args ? { args: analysis.args } : {}),
      },
    };
    try {
      await this.#client.createAt(resources.analysisRuns, run);
    } catch (error) {
      // Made a moment ago, and the watch has not told yet.
      if (!hasStatusCode(error, 409)) {
        throw error;
      }
    }
    await this.#forgetOldest(runs);
    return name;
  }

  async advance(run: AnalysisRun, images: readonly string[]): Promise<void> {
    const { name = '', namespace = '' } = run.metadata ?? {};
    const status = advanceAnalysisRun(run, {
      fails: metric => failsAnalysis({ namespace, images, metric }),
      now: this.#now(),
    });
    if (isDeepStrictEqual(status, run.status)) {
      return;
    }
    // The real resource has no status subresource either.
    await this.#client.merge(
      { ...resources.analysisRuns, name, namespace },
      { status },
    );
    for (const { name: metric, phase } of status.metricResults ?? []) {
      const before = run.status?.metricResults?.find(
        result => result.name === metric,
      );
      if (before?.phase !== phase && phase !== 'Running') {
        await this.#events.record(
          run,
          {
            type: phase === 'Failed' ? 'Warning' : 'Normal',
            reason: `Metric${phase}`,
            message: `Metric '${metric}' Completed. Result: ${phase}`,
          },
          controller,
        );
      }
    }
  }

  async #metricsOf(
    analysis: AnalysisStep,
    namespace: string,
  ): Promise<Metric[]> {
    const metrics: Metric[] = [];
    for (const { templateName = '' } of analysis.templates ?? []) {
      const template = await this.#client.readAt({
        ...resources.analysisTemplates,
        name: templateName,
        namespace,
      });
      metrics.push(...(Object(Object(template).spec).metrics ?? []));
    }
    return metrics;
  }

  async #forgetOldest(runs: readonly AnalysisRun[]): Promise<void> {
    const finished = runs
      .filter(({ status }) => status?.completedAt)
      .toSorted((a, b) =>
        String(b.status?.completedAt).localeCompare(
          String(a.status?.completedAt),
        ),
      );
    for (const { metadata } of finished.slice(historyLimit)) {
      const { name = '', namespace = '' } = metadata ?? {};
      await this.#client.deleteAt({
        ...resources.analysisRuns,
        name,
        namespace,
      });
    }
  }
}
