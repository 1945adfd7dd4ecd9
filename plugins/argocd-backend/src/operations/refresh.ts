import { argocdApplicationRefreshPermission } from '@golden-path/plugin-argocd-common';
import {
  defineOperation,
  type OperationPhase,
} from '@golden-path/plugin-operations-node';
import { z } from 'zod/v3';
import { readTarget } from './ApplicationTarget';
import type { ApplicationAddress } from '../client/ApplicationWriter';
import { followApplication } from './following/followApplication';
import type { OperationServices } from './OperationServices';
import { readOnlyReason } from './readOnlyReason';
import { requireConfirmed } from './requireConfirmed';
import { optionalEnvironment, selectorInput } from './selectorInput';

const limitMilliseconds = 3 * 60_000;

type Details = { readonly address: ApplicationAddress };

/** Lets Argo CD compare an application with Git now. */
export function defineRefresh(services: OperationServices) {
  return defineOperation({
    kind: 'refresh',
    version: 1,
    title: 'Refresh',
    description:
      'Lets Argo CD compare an application with Git now, instead of within a few minutes. Changes nothing in the cluster, unless Argo CD syncs the application by itself.',
    risk: 'low',
    subject: 'entity',
    input: z.object({ environment: optionalEnvironment, ...selectorInput }),
    permission: argocdApplicationRefreshPermission,
    disabledReason: () => readOnlyReason(services),
    async plan({ input, subject, signal }) {
      const target = await readTarget(services, {
        subject,
        selector: input,
        signal,
      });
      requireConfirmed(target);
      const details: Details = { address: target.address };
      return {
        title: `Refresh ${target.address.name}`,
        summary: `Argo CD compares ${target.address.name} with Git.`,
        target: target.target,
        confirmation: target.confirmation,
        changes: [],
        onFailure: 'Nothing is changed: do it again when the cause is gone.',
        details,
        // Whatever it is like, it may be compared.
        decidedBy: {},
      };
    },
    phases: [comparePhase(services)],
  });
}

function comparePhase(
  services: OperationServices,
): OperationPhase<unknown, Details> {
  return {
    name: 'refresh',
    title: 'Compare with Git',
    async run(context) {
      const { address } = context.details;
      await context.act(() =>
        services.writer.refresh(address, { signal: context.signal }),
      );
      const message = await followApplication(services, {
        address,
        context,
        limitMilliseconds,
        check: async ({ awaitsRefresh, application: { sync } }) =>
          awaitsRefresh
            ? { type: 'waiting', message: 'Argo CD compares it.' }
            : { type: 'done', message: `Compared with Git: ${sync.status}.` },
        explain: async () =>
          new Error(
            `Argo CD has not compared ${address.name} within 3 minutes: its controller is busy, or does not run.`,
          ),
      });
      return { message };
    },
  };
}
