import '@backstage/cli/asset-types';
// This is an app of its own, beside being in a plugin.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { createApp } from '@backstage/frontend-defaults';
import {
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  SignInPageBlueprint,
  type SignInPageProps,
} from '@backstage/plugin-app-react';
import { useEffect } from 'react';
import ReactDOM from 'react-dom/client';
import argocdPlugin from '../src';
import { deliveryRouteRef } from '../src/deliveryRouteRef';
import { operationsApi } from './operationsApi';

const gallery = PageBlueprint.make({
  name: 'gallery',
  params: {
    path: '/',
    noHeader: true,
    loader: () => import('./Gallery').then(({ Gallery }) => <Gallery />),
  },
});

const deliveryGallery = PageBlueprint.make({
  name: 'delivery-gallery',
  params: {
    path: '/tab',
    noHeader: true,
    routeRef: deliveryRouteRef,
    loader: () =>
      import('./DeliveryGallery').then(({ DeliveryGallery }) => (
        <DeliveryGallery />
      )),
  },
});

const fleetGallery = PageBlueprint.make({
  name: 'fleet-gallery',
  params: {
    path: '/fleet',
    noHeader: true,
    loader: () =>
      import('./FleetGallery').then(({ FleetGallery }) => <FleetGallery />),
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
    argocdPlugin,
    createFrontendModule({
      pluginId: 'app',
      extensions: [
        gallery,
        deliveryGallery,
        fleetGallery,
        entityPage,
        operationsApi,
        signIn,
      ],
    }),
  ],
});

const root = document.getElementById('root');
if (root) {
  ReactDOM.createRoot(root).render(app.createRoot());
}
