import '@backstage/cli/asset-types';
// This is an app of its own, beside being in a plugin.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  SignInPageBlueprint,
  type SignInPageProps,
} from '@backstage/plugin-app-react';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { operationsApiRef } from '@golden-path/plugin-operations-react';
import { useEffect } from 'react';
import ReactDOM from 'react-dom/client';
import operationsPlugin from '../src';
import { DevOperations } from './DevOperations';

const gallery = PageBlueprint.make({
  name: 'gallery',
  params: {
    path: '/',
    noHeader: true,
    loader: () => import('./Gallery').then(({ Gallery }) => <Gallery />),
  },
});

/** Where the links to services lead. */
const entityPage = PageBlueprint.make({
  name: 'entity',
  params: {
    path: '/catalog/:namespace/:kind/:name',
    routeRef: convertLegacyRouteRef(entityRouteRef),
    loader: async () => <p>The page of a service</p>,
  },
});

const fakeApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: operationsApiRef,
      deps: {},
      factory: () => new DevOperations(),
    }),
});

function SignedInAtOnce({ onSignInSuccess }: SignInPageProps) {
  useEffect(
    () =>
      onSignInSuccess({
        getProfileInfo: async () => ({ displayName: 'Ana' }),
        getBackstageIdentity: async () => ({
          type: 'user',
          userEntityRef: 'user:default/ana',
          ownershipEntityRefs: ['user:default/ana'],
        }),
        getCredentials: async () => ({}),
        signOut: async () => {},
      }),
    [onSignInSuccess],
  );
  return null;
}

const signIn = SignInPageBlueprint.make({
  params: { loader: async () => SignedInAtOnce },
});

const app = createApp({
  features: [
    operationsPlugin,
    createFrontendModule({ pluginId: 'operations', extensions: [fakeApi] }),
    createFrontendModule({
      pluginId: 'app',
      extensions: [gallery, entityPage, signIn],
    }),
  ],
});

const root = document.getElementById('root');
if (root) {
  ReactDOM.createRoot(root).render(app.createRoot());
}
