import type { IdentityApi } from '@backstage/frontend-plugin-api';

const key = 'golden-path-portal/signed-in';

/**
 * Whether this browser was signed in when it was last here. The session itself
 * is in a cookie that scripts cannot see: without this note, every first visit
 * would begin with a request that has to fail.
 */
export const rememberedSession = {
  exists: () => window.localStorage.getItem(key) === 'yes',

  forget: () => window.localStorage.removeItem(key),

  /** Remembers the session of an identity until it signs out. */
  ofIdentity(identity: IdentityApi): IdentityApi {
    window.localStorage.setItem(key, 'yes');
    return {
      getProfileInfo: () => identity.getProfileInfo(),
      getBackstageIdentity: () => identity.getBackstageIdentity(),
      getCredentials: () => identity.getCredentials(),
      signOut: () => {
        rememberedSession.forget();
        return identity.signOut();
      },
    };
  },
};
