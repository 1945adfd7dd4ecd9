import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  ANNOTATION_APP_NAME,
  ANNOTATION_APP_SELECTOR,
} from '@golden-path/plugin-argocd-common';

/** The card on the overview of every entity that points at Argo CD applications. */
export const deploymentsCard = EntityCardBlueprint.make({
  name: 'deployments',
  params: {
    type: 'content',
    filter: {
      $any: [
        { [`metadata.annotations.${ANNOTATION_APP_NAME}`]: { $exists: true } },
        {
          [`metadata.annotations.${ANNOTATION_APP_SELECTOR}`]: {
            $exists: true,
          },
        },
      ],
    },
    loader: () =>
      import('../components/DeploymentsCard').then(({ DeploymentsCard }) => (
        <DeploymentsCard />
      )),
  },
});
