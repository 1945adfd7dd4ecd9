import { NotAllowedError } from '@backstage/errors';
import {
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
} from '@backstage/frontend-plugin-api';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Card, CardBody, CardHeader, Container, Flex } from '@backstage/ui';
import type { ArgocdApi } from '@golden-path/plugin-argocd-common';
import type { ReactNode } from 'react';
import { Link, Route, Routes } from 'react-router-dom';
import { NeedsAttention, argocdApiRef, useFleetAttention } from '../src';
import {
  answerFleetQuery,
  exampleFleet,
} from '../src/__testUtils__/exampleFleet';
import { minutesAgo } from '../src/__testUtils__/exampleDeployments';
import { fakeArgocdApi } from '../src/__testUtils__/fakeArgocdApi';
import { FleetPage } from '../src/components/FleetPage';

const fleet = exampleFleet(1103);
const small = exampleFleet();
const message = 'cluster sandbox does not answer';

const states: Record<string, ArgocdApi['listDeployments']> = {
  data: async query => answerFleetQuery(fleet, query),
  several: async query => ({
    ...answerFleetQuery(
      small.map((deployment, index) => ({
        ...deployment,
        instance: index % 2 ? 'europe' : 'main',
        cluster: index % 2 ? 'eu-1' : 'us-1',
      })),
      query,
    ),
    sources: [
      { name: 'main', status: 'live', asOf: minutesAgo(0) },
      { name: 'europe', status: 'stale', asOf: minutesAgo(4.5), message },
    ],
  }),
  loading: () => new Promise(() => {}),
  empty: async query => answerFleetQuery([], query),
  warming: async query => ({
    ...answerFleetQuery([], query),
    sources: [{ name: 'main', status: 'warming' }],
  }),
  unavailable: async query => ({
    ...answerFleetQuery([], query),
    sources: [{ name: 'main', status: 'unavailable', message }],
  }),
  error: async () => {
    throw new Error('The catalog does not answer.');
  },
  denied: async () => {
    const error = new NotAllowedError(
      'You may not read deployments: ask the platform team for the permission argocd.deployment.read.',
    );
    throw Object.assign(error, { statusCode: 403 });
  },
};

const environments = ['development', 'staging', 'production'];

function WithFleet(props: {
  listDeployments: ArgocdApi['listDeployments'];
  children: ReactNode;
}) {
  return (
    <TestApiProvider
      apis={[
        [
          argocdApiRef,
          fakeArgocdApi({ listDeployments: props.listDeployments }),
        ],
        [
          catalogApiRef,
          {
            getEntityFacets: async () => ({
              facets: {
                'relations.ownedBy': [
                  'team-orders',
                  'team-payments',
                  'team-search',
                ].map(name => ({ value: `group:default/${name}`, count: 3 })),
              },
            }),
          },
        ],
        [
          identityApiRef,
          {
            getBackstageIdentity: async () => ({
              type: 'user' as const,
              userEntityRef: 'user:default/ana',
              ownershipEntityRefs: [
                'user:default/ana',
                'group:default/team-orders',
              ],
            }),
          },
        ],
        [discoveryApiRef, { getBaseUrl: async () => '' }],
        [
          fetchApiRef,
          {
            fetch: async () =>
              Response.json({
                items: environments.map(name => ({
                  name,
                  cluster: 'sandbox',
                  requiredApprovals: 0,
                })),
              }),
          },
        ],
      ]}
    >
      {props.children}
    </TestApiProvider>
  );
}

function Widget() {
  const { state, retry } = useFleetAttention();
  return (
    <Card>
      <CardHeader>Needs attention</CardHeader>
      <CardBody>
        <NeedsAttention state={state} onRetry={retry} />
      </CardBody>
    </Card>
  );
}

/** The page of the fleet in each of its states, at addresses of their own, and the widget in all of them. */
export function FleetGallery() {
  return (
    <Routes>
      {Object.entries(states).map(([name, listDeployments]) => (
        <Route
          key={name}
          path={name}
          element={
            <WithFleet listDeployments={listDeployments}>
              <FleetPage />
            </WithFleet>
          }
        />
      ))}
      <Route
        path="attention"
        element={
          <Container>
            <Flex direction="column" gap="4">
              {Object.entries(states).map(([name, listDeployments]) => (
                <WithFleet key={name} listDeployments={listDeployments}>
                  <Widget />
                </WithFleet>
              ))}
            </Flex>
          </Container>
        }
      />
      <Route
        path="*"
        element={
          <ul>
            {[...Object.keys(states), 'attention'].map(name => (
              <li key={name}>
                <Link to={name}>{name}</Link>
              </li>
            ))}
          </ul>
        }
      />
    </Routes>
  );
}
