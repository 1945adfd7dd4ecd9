import type { DeploymentEvent, Explanation, Resource } from './detailSchema';
import type { DeploymentSituation } from './explainDeployment';
import { inSentence } from './inSentence';

interface ObjectReport {
  object: { kind: string; name: string };
  /** The reason of an event; nothing for what the object says about itself. */
  reason: string;
  message: string;
}

interface FailureRule {
  reason?: RegExp;
  message: RegExp;
  /** Also seen for a moment while everything starts as it should. */
  isUsualAtStart?: boolean;
  sentenceOf: (match: RegExpExecArray, subject: string) => string;
  advice: string;
}

// Why a registry gives no image, in a few words. The messages come from the container runtimes.
const pullProblems: readonly [RegExp, string][] = [
  [/not found|manifest unknown|notfound/i, 'not found'],
  [
    /unauthorized|authentication required|denied|forbidden|no basic auth/i,
    'the cluster may not read it',
  ],
  [/toomanyrequests|too many requests|rate limit/i, 'too many requests'],
  [
    /timeout|deadline|no such host|connection refused/i,
    'the registry does not answer',
  ],
  [/x509|certificate/i, 'the certificate of the registry is not trusted'],
  [/InvalidImageName|couldn't parse image/i, 'its name is not valid'],
];

// The first rule that any report fits is told: what stops a container before what follows from that.
const rules: readonly FailureRule[] = [
  {
    // The kubelet's own word for why, which comes once, before many that only tell that it waits.
    reason: /^Failed$/,
    message: /Failed to pull image "([^"]+)":? ?(.*)/s,
    sentenceOf: ([, image, cause], subject) =>
      `The image ${image} cannot be pulled: ${pullProblemOf(
        cause,
      )} (${subject}).`,
    advice:
      'Check that the image was built and pushed, or deploy a version whose image exists.',
  },
  {
    message:
      /(?:pull|ErrImagePull|ImagePullBackOff|InvalidImageName).*?"([^"]+)"(.*)/is,
    sentenceOf: ([whole, image], subject) => {
      const problem = knownPullProblemOf(whole);
      return problem
        ? `The image ${image} cannot be pulled: ${problem} (${subject}).`
        : `The image ${image} cannot be pulled (${subject}).`;
    },
    advice:
      'Check that the image was built and pushed, or deploy a version whose image exists.',
  },
  {
    message: /ErrImagePull|ImagePullBackOff|InvalidImageName/,
    sentenceOf: ([word], subject) =>
      `An image cannot be pulled: ${word} (${subject}).`,
    advice:
      'Check that the image was built and pushed, or deploy a version whose image exists.',
  },
  {
    message: /OOMKilled|out of memory/i,
    sentenceOf: (_, subject) =>
      `The container uses more memory than it may and is stopped again and again (${subject}).`,
    advice: 'Raise its memory limit, or find out what needs so much.',
  },
  {
    message:
      /(?:secret|configmap) "([^"]+)" not found|couldn't find key (\S+) in (?:Secret|ConfigMap) (\S+)/i,
    sentenceOf: ([whole], subject) =>
      `A container cannot start: ${inSentence(whole)} (${subject}).`,
    advice: 'Create what is missing, or correct its name in the manifests.',
  },
  {
    message: /CreateContainer(?:Config)?Error|RunContainerError|StartError/,
    sentenceOf: ({ input }, subject) =>
      `A container cannot start: ${inSentence(input)} (${subject}).`,
    advice: 'Look at its command, its mounts and its configuration.',
  },
  {
    reason: /^FailedScheduling$/,
    message: /^(.*)$/s,
    sentenceOf: ([message], subject) =>
      `No node has room for ${subject}: ${inSentence(message)}.`,
    advice: 'Ask for less CPU and memory, or ask the platform team for room.',
  },
  {
    message: /exceeded quota[^.]*/i,
    sentenceOf: ([whole], subject) =>
      `The cluster makes no more Pods: ${inSentence(whole)} (${subject}).`,
    advice: 'Ask for less, or ask the platform team for a larger quota.',
  },
  {
    reason: /^FailedCreate$/,
    message: /^(.*)$/s,
    sentenceOf: ([message], subject) =>
      `The cluster refuses to make what ${subject} asks for: ${inSentence(
        message,
      )}.`,
    advice: 'Correct the manifests, or ask the platform team.',
  },
  {
    reason: /^FailedMount$|^FailedAttachVolume$/,
    message: /^(.*)$/s,
    sentenceOf: ([message], subject) =>
      `A volume of ${subject} cannot be mounted: ${inSentence(message)}.`,
    advice: 'Check that the volume and what it is made from exist.',
  },
  {
    message: /CrashLoopBackOff|back-off .*restarting failed container/i,
    sentenceOf: (_, subject) =>
      `The container ends soon after each start (${subject}).`,
    advice: 'Look at its logs, or go back to the version before.',
  },
  {
    reason: /^Unhealthy$/,
    message: /^(?:Readiness|Liveness|Startup) probe failed.*$/s,
    isUsualAtStart: true,
    sentenceOf: ([message], subject) =>
      `${subject} runs, but does not answer as it should: ${inSentence(
        message,
      )}.`,
    advice: 'Look at its logs and at what its probe asks.',
  },
];

const failingHealth = ['Degraded', 'Progressing', 'Missing'];

/** What stops an object of a deployment that does not work, as far as it or an event tells. */
export function explainFailingObject({
  deployment,
  resources,
  events,
  rollouts,
}: DeploymentSituation): Explanation | undefined {
  const isFailing =
    failingHealth.includes(deployment.health.status) ||
    rollouts.some(({ phase }) => phase === 'Degraded');
  if (!isFailing) {
    return undefined;
  }
  const reports = [
    ...reportsOfEvents(events, resources),
    ...reportsOfObjects(resources),
  ];
  const isStarting = deployment.health.status === 'Progressing';
  for (const rule of rules.filter(
    ({ isUsualAtStart }) => !isUsualAtStart || !isStarting,
  )) {
    for (const { object, reason, message } of reports) {
      const match =
        !rule.reason || rule.reason.test(reason)
          ? rule.message.exec(message)
          : null;
      if (match) {
        const subject = `${object.kind} ${object.name}`;
        return {
          sentence: rule.sentenceOf(match, subject),
          severity: 'problem',
          object,
          advice: rule.advice,
        };
      }
    }
  }
  return undefined;
}

/** An event outlives its cause: it counts only for an object that is there and still does not work. */
function reportsOfEvents(
  events: readonly DeploymentEvent[],
  resources: readonly Resource[],
): ObjectReport[] {
  const failing = new Set(
    resources
      .filter(({ health }) => health !== 'Healthy')
      .map(({ kind, name }) => `${kind}/${name}`),
  );
  return events
    .filter(
      ({ type, object }) =>
        type === 'Warning' && failing.has(`${object.kind}/${object.name}`),
    )
    .map(({ object, reason, message }) => ({ object, reason, message }));
}

/** The deepest first. */
function reportsOfObjects(resources: readonly Resource[]): ObjectReport[] {
  return resources
    .filter(({ health }) => health !== undefined && health !== 'Healthy')
    .toReversed()
    .flatMap(({ kind, name, message }) =>
      message ? [{ object: { kind, name }, reason: '', message }] : [],
    );
}

function knownPullProblemOf(message: string): string | undefined {
  return pullProblems.find(([pattern]) => pattern.test(message))?.[1];
}

function pullProblemOf(message: string): string {
  return knownPullProblemOf(message) ?? (inSentence(message) || 'unknown');
}
