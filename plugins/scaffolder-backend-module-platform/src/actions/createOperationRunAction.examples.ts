import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Promote a service, and go on when it runs',
    example: stringify({
      steps: [
        {
          id: 'promote',
          name: 'Promote to staging',
          action: 'operation:run',
          input: {
            kind: 'promote',
            entityRef: 'component:default/order-service',
            input: { environment: 'staging' },
            reason: 'Part of the release of this week.',
          },
        },
      ],
    }),
  },
  {
    description:
      'Ask for something that somebody has to approve, without waiting for it',
    example: stringify({
      steps: [
        {
          id: 'deploy',
          name: 'Ask for the deployment',
          action: 'operation:run',
          input: {
            kind: 'deploy',
            entityRef: 'component:default/order-service',
            input: { environment: 'production', image: 'v1.9.0' },
            wait: false,
          },
        },
      ],
    }),
  },
];
