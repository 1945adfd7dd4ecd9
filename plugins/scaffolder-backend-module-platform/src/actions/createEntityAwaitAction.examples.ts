import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Lead to the page of a component only when it is there',
    example: stringify({
      steps: [
        {
          id: 'listed',
          name: 'Wait for the catalog',
          action: 'platform:entity:await',
          input: { entityRef: 'component:default/invoice-service' },
        },
      ],
    }),
  },
];
