import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { hasApplications } from '../hasApplications';

/** The card on the overview of every entity that points at Argo CD applications. */
export const deploymentsCard = EntityCardBlueprint.make({
  name: 'deployments',
  params: {
    type: 'content',
    filter: hasApplications,
    loader: () =>
      import('../components/DeploymentsCard').then(({ DeploymentsCard }) => (
        <DeploymentsCard />
      )),
  },
});
