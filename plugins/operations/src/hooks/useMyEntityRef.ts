import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import useAsync from 'react-use/esm/useAsync';

/** The entity reference of the person who is signed in; undefined until it is known. */
export function useMyEntityRef(): string | undefined {
  const identity = useApi(identityApiRef);
  return useAsync(() => identity.getBackstageIdentity(), [identity]).value
    ?.userEntityRef;
}
