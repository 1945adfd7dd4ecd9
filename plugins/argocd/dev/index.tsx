import '@backstage/cli/asset-types';
// This is an app of its own, beside being in a plugin.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import { createApp } from '@backstage/frontend-defaults';
import {
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  SignInPageBlueprint,
  type SignInPageProps,
} from '@backstage/plugin-app-react';
import { useEffect } from 'react';
import ReactDOM from 'react-dom/client';
import argocdPlugin from '../src';

const gallery = PageBlueprint.make({
  name: 'gallery',
  params: {
    path: '/',
    noHeader: true,
    loader: () => import('./Gallery').then(({ Gallery }) => <Gallery />),
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
    createFrontendModule({ pluginId: 'app', extensions: [gallery, signIn] }),
  ],
});

const root = document.getElementById('root');
if (root) {
  ReactDOM.createRoot(root).render(app.createRoot());
}
