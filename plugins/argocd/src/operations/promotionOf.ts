import {
  versionOf,
  type Deployment,
  type DeploymentsResponse,
} from '@golden-path/plugin-argocd-common';
import { groupByEnvironment } from '../groupByEnvironment';
import { whyNotOperable } from './whyNotOperable';

/** The step from one environment to the next. */
export interface Promotion {
  /** The environment that is promoted to. */
  to: string;
  /** What runs there, each of which can be promoted to. */
  targets: Deployment[];
  /** Why there is nothing to promote, or why it may not be; undefined where it can be tried. */
  problem?: string;
}

/** What can be promoted from an environment; undefined where none comes after it. */
export function promotionOf(
  environment: string | null,
  response: Pick<DeploymentsResponse, 'items' | 'distances'>,
): Promotion | undefined {
  const groups = groupByEnvironment(response.items);
  const at = groups.findIndex(group => group.environment === environment);
  const [source, next] = [groups[at], groups[at + 1]];
  if (environment === null || !source || !next || next.environment === null) {
    return undefined;
  }
  return {
    to: next.environment,
    targets: next.deployments,
    problem:
      source.deployments.map(whyNotOperable).find(Boolean) ??
      sameness(source.deployments, next.deployments) ??
      order(environment, next.environment, response),
  };
}

function sameness(from: Deployment[], to: Deployment[]): string | undefined {
  const versions = new Set([...from, ...to].map(versionOf));
  return versions.size === 1
    ? `${to[0].environment} runs ${versionOf(to[0])} already`
    : undefined;
}

/** Two versions can be of the same commit, and the later environment can be ahead after a hotfix. */
function order(
  from: string,
  to: string,
  { distances }: Pick<DeploymentsResponse, 'distances'>,
): string | undefined {
  const distance = distances.find(
    candidate => candidate.from === from && candidate.to === to,
  );
  return distance && distance.ahead === 0 && distance.behind > 0
    ? `${to} is ahead of ${from}`
    : undefined;
}
