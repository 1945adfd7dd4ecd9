import type { Plan } from '@golden-path/plugin-operations-common';

const sha = (digit: string) => digit.repeat(40);

/** A time in the past, as an ISO 8601 text. */
export function minutesAgo(minutes: number): string {
  // The clock of the screen is up to a second behind: without this second, a minute would sometimes be 59 s.
  return new Date(Date.now() - minutes * 60_000 - 1_000).toISOString();
}

/** The plan of a promotion, with some things different. */
export function examplePlan(differences: Partial<Plan> = {}): Plan {
  return {
    kind: 'promote',
    title: 'Promote v1.9.0 to production',
    summary:
      'production will run order-service v1.9.0, which runs in staging for 1 day.',
    risk: 'high',
    entityRef: 'component:default/order-service',
    target: {
      key: 'argocd/main/argocd/order-service-production',
      title: 'order-service-production',
      environment: 'production',
      url: 'https://argocd.example.com/applications/argocd/order-service-production',
    },
    input: { environment: 'production' },
    changes: [
      {
        subject: 'ghcr.io/acme/order-service',
        from: 'v1.8.2',
        to: 'v1.9.0',
        url: 'https://github.com/acme/order-service/compare/v1.8.2...v1.9.0',
      },
    ],
    commits: {
      direction: 'added',
      hasMore: false,
      items: [
        {
          sha: sha('a'),
          title: 'Reserve stock before the payment',
          author: 'Ana Example',
          date: minutesAgo(26 * 60),
          url: `https://github.com/acme/order-service/commit/${sha('a')}`,
        },
        {
          sha: sha('b'),
          title: 'Tell customers why a payment was refused',
          author: 'Ben Example',
          date: minutesAgo(30 * 60),
          url: `https://github.com/acme/order-service/commit/${sha('b')}`,
        },
      ],
    },
    files: [
      {
        repository: 'acme/order-service',
        branch: 'main',
        path: 'deploy/overlays/production/kustomization.yaml',
        url: 'https://github.com/acme/order-service/blob/main/deploy/overlays/production/kustomization.yaml',
        diff: [
          '@@ -4,5 +4,5 @@',
          ' images:',
          '   - name: ghcr.io/acme/order-service',
          '-    newTag: v1.8.2',
          '+    newTag: v1.9.0',
        ].join('\n'),
      },
    ],
    warnings: [],
    phases: [
      { name: 'commit', title: 'Write the version to Git' },
      { name: 'sync', title: 'Sync the application' },
      { name: 'rollout', title: 'Wait for the rollout' },
    ],
    onFailure:
      'The commit stays in Git. You can go on from the phase that failed, or roll back.',
    undo: {
      possible: true,
      description: 'v1.8.2 is written to Git again and rolled out.',
    },
    approvals: [],
    blockers: [],
    hash: 'hash-1',
    plannedAt: minutesAgo(0),
    ...differences,
  };
}
