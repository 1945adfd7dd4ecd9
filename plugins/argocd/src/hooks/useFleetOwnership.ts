import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';

/** The entity references by which the person who is signed in owns things: their own one and those of their teams. */
export function useFleetOwnership() {
  const identity = useApi(identityApiRef);
  return useAsyncRetry(async () => {
    const { userEntityRef, ownershipEntityRefs } =
      await identity.getBackstageIdentity();
    return [...new Set([...ownershipEntityRefs, userEntityRef])];
  }, [identity]);
}
