import type { DeploymentEvent, Explanation, Resource } from './detailSchema';
import type { RolloutDetail } from './detailSchema';
import { explainFailingObject } from './explainFailingObject';
import { explainRollout } from './explainRollout';
import { inSentence } from './inSentence';
import type { Deployment } from './schema';

/** What is known of a deployment that may need an explanation. */
export interface DeploymentSituation {
  deployment: Deployment;
  rollouts: readonly RolloutDetail[];
  /** Parents before their children. */
  resources: readonly Resource[];
  /** The latest first. */
  events: readonly DeploymentEvent[];
}

type Cause = (situation: DeploymentSituation) => Explanation | undefined;

// The first that holds is told: what failed deepest, then what led to it, then what waits, then what differs.
const causes: readonly Cause[] = [
  explainFailingObject,
  explainRollout.failure,
  explainDegradedObject,
  explainFailedSync,
  explainConditions,
  explainMissing,
  explainRollout.pause,
  explainRunning,
  explainRollout.progress,
  explainProgressing,
  explainSuspended,
  explainUnknown,
  explainDifference,
];

/** Why a deployment is not as it should be: the deepest cause that is known, in a sentence for a product developer. */
export function explainDeployment(situation: DeploymentSituation): Explanation {
  for (const cause of causes) {
    const explanation = cause(situation);
    if (explanation) {
      return explanation;
    }
  }
  return {
    sentence: 'It works, and the cluster runs what Git says.',
    severity: 'ok',
  };
}

function explainDegradedObject({
  deployment,
  resources,
}: DeploymentSituation): Explanation | undefined {
  if (deployment.health.status !== 'Degraded') {
    return undefined;
  }
  // Children come after their parents: the last one that tells something is the deepest.
  const degraded = resources.filter(({ health }) => health === 'Degraded');
  const deepest =
    degraded.findLast(({ message }) => message) ?? degraded.at(-1);
  const message = deepest?.message ?? deployment.health.message;
  const subject = deepest ? `${deepest.kind} ${deepest.name}` : 'It';
  return {
    sentence: message
      ? `${subject} does not work: ${inSentence(message)}.`
      : `${subject} does not work.`,
    severity: 'problem',
    object: deepest && { kind: deepest.kind, name: deepest.name },
    advice:
      'Look at its events and its logs, or go back to the version before.',
  };
}

function explainFailedSync({
  deployment: { operation },
}: DeploymentSituation): Explanation | undefined {
  if (operation?.phase !== 'Failed' && operation?.phase !== 'Error') {
    return undefined;
  }
  return {
    sentence: operation.message
      ? `The last sync failed: ${inSentence(operation.message)}.`
      : 'The last sync failed.',
    severity: 'problem',
    advice: 'Correct what Git says, or sync again when the cause is gone.',
  };
}

const conditionTexts: readonly {
  type: string;
  message?: RegExp;
  start: string;
  advice: string;
}[] = [
  {
    type: 'InvalidSpecError',
    start: 'The Argo CD application is not set up right',
    advice: 'Correct the application, or ask the platform team.',
  },
  {
    type: 'ComparisonError',
    message:
      /repositor|authenticat|ls-remote|unable to resolve|connection|dial tcp|timeout/i,
    start: 'The repository cannot be read',
    advice:
      'Check that the repository and the revision exist, and that Argo CD may read them.',
  },
  {
    type: 'ComparisonError',
    start: 'Argo CD cannot tell what Git asks for',
    advice: 'Build the manifests on your machine to see the mistake.',
  },
  {
    type: 'SyncError',
    start: 'The automatic sync does not go on',
    advice: 'Correct what Git says; the next commit is tried again.',
  },
];

function explainConditions({
  deployment: { conditions },
}: DeploymentSituation): Explanation | undefined {
  for (const { type, message, start, advice } of conditionTexts) {
    const found = conditions.find(
      condition =>
        condition.type === type && (message?.test(condition.message) ?? true),
    );
    if (found) {
      return {
        sentence: `${start}: ${inSentence(found.message)}.`,
        severity: 'problem',
        advice,
      };
    }
  }
  return undefined;
}

function explainMissing({
  deployment: { health, operation },
}: DeploymentSituation): Explanation | undefined {
  return health.status === 'Missing' && operation?.phase !== 'Running'
    ? {
        sentence:
          'It is not in the cluster: what Git asks for was not applied.',
        severity: 'problem',
        advice: 'Sync it in Argo CD.',
      }
    : undefined;
}

function explainRunning({
  deployment: { operation },
}: DeploymentSituation): Explanation | undefined {
  if (operation?.phase !== 'Running' && operation?.phase !== 'Terminating') {
    return undefined;
  }
  const who = operation.initiatedBy
    ? `, started by ${operation.initiatedBy}`
    : '';
  return {
    sentence: operation.message
      ? `A sync is running${who}: ${inSentence(operation.message)}.`
      : `A sync is running${who}.`,
    severity: 'waiting',
  };
}

function explainProgressing({
  deployment: { health },
  resources,
}: DeploymentSituation): Explanation | undefined {
  if (health.status !== 'Progressing') {
    return undefined;
  }
  const waiting = resources.findLast(
    resource => resource.health === 'Progressing' && resource.message,
  );
  const message = waiting?.message ?? health.message;
  const subject = waiting ? `${waiting.kind} ${waiting.name}` : 'It';
  return {
    sentence: message
      ? `${subject} is not ready yet: ${inSentence(message)}.`
      : `${subject} is not ready yet.`,
    severity: 'waiting',
    object: waiting && { kind: waiting.kind, name: waiting.name },
  };
}

function explainSuspended({
  deployment: { health },
}: DeploymentSituation): Explanation | undefined {
  if (health.status !== 'Suspended') {
    return undefined;
  }
  return {
    sentence: health.message
      ? `It is paused: ${inSentence(health.message)}.`
      : 'It is paused.',
    severity: 'waiting',
    advice: 'Resume it where it was paused.',
  };
}

function explainUnknown({
  deployment: { health, sync },
}: DeploymentSituation): Explanation | undefined {
  if (health.status !== 'Unknown' && sync.status !== 'Unknown') {
    return undefined;
  }
  return {
    sentence:
      health.status === 'Unknown'
        ? 'Argo CD does not know how it is.'
        : 'Argo CD has not compared it with Git yet.',
    severity: 'unknown',
    advice: 'Refresh it in Argo CD.',
  };
}

function explainDifference({
  deployment: { sync },
  resources,
}: DeploymentSituation): Explanation | undefined {
  if (sync.status !== 'OutOfSync') {
    return undefined;
  }
  const different = resources.filter(
    resource => resource.sync === 'OutOfSync' || resource.requiresPruning,
  );
  const [only] = different;
  const what =
    different.length === 1
      ? `${only.kind} ${only.name} differs`
      : `${different.length} objects differ`;
  return {
    sentence:
      different.length === 0
        ? 'Git asks for something else than what runs.'
        : `Git asks for something else than what runs: ${what}.`,
    severity: 'waiting',
    object:
      different.length === 1 ? { kind: only.kind, name: only.name } : undefined,
    advice: 'Sync it to apply what Git says.',
  };
}
