import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Stop before any effect when the name is taken',
    example: stringify({
      steps: [
        {
          id: 'check',
          name: 'Check that the name is free',
          action: 'platform:name:check',
          input: { name: 'invoice-service', owner: 'team-payments' },
        },
      ],
    }),
  },
];
