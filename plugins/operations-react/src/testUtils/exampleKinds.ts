import type { Kind } from '@golden-path/plugin-operations-common';

const kinds: [string, string, Kind['risk']][] = [
  ['refresh', 'Refresh', 'low'],
  ['sync', 'Sync', 'medium'],
  ['terminate-sync', 'Terminate the sync', 'medium'],
  ['deploy', 'Deploy', 'medium'],
  ['promote', 'Promote', 'high'],
  ['roll-back', 'Roll back', 'high'],
];

/** The kinds of operations that the portal knows of Argo CD; `disabledReason` switches all of them off. */
export function exampleKinds(disabledReason?: string): Kind[] {
  return kinds.map(([kind, title, risk]) => ({
    kind,
    title,
    description: `${title} an application of Argo CD.`,
    risk,
    subject: 'entity',
    inputSchema: { type: 'object' },
    ...(disabledReason && { disabledReason }),
  }));
}
