import { useApiHolder } from '@backstage/frontend-plugin-api';
import {
  defaultEntityPresentation,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';
import useAsync from 'react-use/esm/useAsync';

/** What people call these owners: their titles as soon as they are known, as everywhere in the portal. */
export function useFleetOwnerNames(
  ownerRefs: string[],
): (ownerRef: string) => string {
  const presentation = useApiHolder().get(entityPresentationApiRef);
  const key = [...new Set(ownerRefs)].sort().join(' ');
  const { value: names } = useAsync(async () => {
    const refs = key.split(' ').filter(Boolean);
    const shown = await Promise.all(
      refs.map(
        ref => presentation?.forEntity(ref, { defaultKind: 'group' }).promise,
      ),
    );
    return new Map(refs.map((ref, index) => [ref, shown[index]?.primaryTitle]));
  }, [key, presentation]);
  return useCallback(
    ref =>
      names?.get(ref) ??
      defaultEntityPresentation(ref, { defaultKind: 'group' }).primaryTitle,
    [names],
  );
}
