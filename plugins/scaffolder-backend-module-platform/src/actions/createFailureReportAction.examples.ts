import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'The last step of a golden path: runs only after a failure',
    example: stringify({
      steps: [
        {
          id: 'report',
          name: 'Say what exists after a failure',
          if: '${{ failure() }}',
          action: 'platform:failure:report',
          input: {
            name: 'invoice-service',
            owner: 'team-payments',
            checked: true,
          },
        },
      ],
    }),
  },
];
