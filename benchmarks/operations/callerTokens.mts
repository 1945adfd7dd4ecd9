import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';

const authenticator = createProxyAuthenticator({
  defaultProfileTransform: async () => ({ profile: {} }),
  initialize() {},
  async authenticate({ req }: { req: { headers: NodeJS.Dict<unknown> } }) {
    return { result: String(req.headers['x-caller']) };
  },
});

/** Signs in whoever the header `x-caller` names: real tokens, issued by the stock auth backend. */
export const callerTokens = createBackendModule({
  pluginId: 'auth',
  moduleId: 'benchmark',
  register(registry) {
    registry.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'benchmark',
          factory: createProxyAuthProviderFactory({
            authenticator,
            async signInResolver({ result }, context) {
              const sub = `user:default/${result}`;
              const ent = [sub];
              return await context.issueToken({ claims: { sub, ent } });
            },
          }),
        });
      },
    });
  },
});
