import { useApiHolder } from '@backstage/frontend-plugin-api';
import {
  defaultEntityPresentation,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';
import useAsync from 'react-use/esm/useAsync';

/** What people call these entities: their titles as soon as they are known, as everywhere in the portal. */
export function useEntityNames(
  entityRefs: string[],
  defaultKind: string,
): (entityRef: string) => string {
  const presentation = useApiHolder().get(entityPresentationApiRef);
  const key = [...new Set(entityRefs)].sort().join(' ');
  const { value: names } = useAsync(async () => {
    const refs = key.split(' ').filter(Boolean);
    const shown = await Promise.all(
      refs.map(ref => presentation?.forEntity(ref, { defaultKind }).promise),
    );
    return new Map(refs.map((ref, index) => [ref, shown[index]?.primaryTitle]));
  }, [defaultKind, key, presentation]);
  return useCallback(
    ref =>
      names?.get(ref) ??
      defaultEntityPresentation(ref, { defaultKind }).primaryTitle,
    [defaultKind, names],
  );
}
