import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'One Application per environment, from kustomize overlays',
    example: stringify({
      steps: [
        {
          id: 'deploy',
          name: 'Deploy with Argo CD',
          action: 'argocd:create-resources',
          input: {
            appName: 'invoice-service',
            argoInstance: 'main',
            namespace: 'payments',
            projectName: 'payments-project',
            repoUrl: 'https://github.com/acme/invoice-service.git',
            path: 'k8s/overlays',
            environments: ['development', 'staging', 'production'],
            owner: 'group:default/team-payments',
            entityRef: 'component:default/invoice-service',
          },
        },
      ],
    }),
  },
  {
    description: 'A single Application from one folder',
    example: stringify({
      steps: [
        {
          id: 'deploy',
          name: 'Deploy with Argo CD',
          action: 'argocd:create-resources',
          input: {
            appName: 'invoice-service',
            argoInstance: 'main',
            namespace: 'payments-staging',
            repoUrl: 'https://github.com/acme/invoice-service.git',
            path: 'k8s/overlays/staging',
            labelValue: 'invoice-service',
            owner: 'team-payments',
          },
        },
      ],
    }),
  },
];
