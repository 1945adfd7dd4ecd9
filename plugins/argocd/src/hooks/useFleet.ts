import { useApi } from '@backstage/frontend-plugin-api';
import {
  deploymentsSignalChannel,
  deploymentsSignalSchema,
  type FleetQuery,
  type FleetResponse,
} from '@golden-path/plugin-argocd-common';
import { usePolled, type Polled } from '@golden-path/plugin-platform-react';
import { argocdApiRef } from '../api';

const pollMilliseconds = 30_000;
const warmingPollMilliseconds = 2_000;

/** What is known of the deployments that were asked for. */
export type FleetState = Polled<FleetResponse>;

/**
 * The deployments of all services that a query lets through, renewed when a signal announces a change, and else every
 * 30 seconds. An undefined query waits. Answers to earlier queries are never shown as those of the present one.
 */
export function useFleet(query: FleetQuery | undefined): {
  state: FleetState;
  retry: () => void;
} {
  const argocd = useApi(argocdApiRef);
  return usePolled({
    question: query,
    ask: (question, signal) =>
      argocd.abortedBy(signal).listDeployments(question),
    intervalOf,
    channel: deploymentsSignalChannel,
    concerns: isAbout,
  });
}

function intervalOf(response?: FleetResponse): number {
  return response?.sources.some(({ status }) => status === 'warming')
    ? warmingPollMilliseconds
    : pollMilliseconds;
}

function isAbout(message: unknown, response?: FleetResponse): boolean {
  const signal = deploymentsSignalSchema.safeParse(message);
  return signal.success && signal.data.changeKey === response?.changeKey;
}
