import { useApiHolder } from '@backstage/frontend-plugin-api';
import type {
  Kind,
  OperationsApi,
} from '@golden-path/plugin-operations-common';
import { statusCodeOf } from '@golden-path/plugin-platform-react';
import { toError } from '@backstage/errors';
import useAsync from 'react-use/esm/useAsync';
import { operationsApiRef } from '../api';

/** What this portal can do. */
export type KindsState =
  /** Nobody knows yet, or at present; what is tried then tells by itself. */
  | { type: 'unknown' }
  /** Operations are not installed here. */
  | { type: 'absent' }
  | { type: 'known'; kinds: Kind[] };

// What is installed changes only with a restart, and many buttons ask.
const asked = new WeakMap<OperationsApi, Promise<Kind[]>>();

/** The kinds of operations of this portal, asked for once per page load. */
export function useKinds(): KindsState {
  const api = useApiHolder().get(operationsApiRef);
  const { value, error } = useAsync(
    async () => (api ? readKinds(api) : undefined),
    [api],
  );
  if (!api || (error && statusCodeOf(toError(error)) === 404)) {
    return { type: 'absent' };
  }
  return value ? { type: 'known', kinds: value } : { type: 'unknown' };
}

function readKinds(api: OperationsApi): Promise<Kind[]> {
  const known = asked.get(api);
  if (known) {
    return known;
  }
  const answer = api.listKinds().then(({ items }) => items);
  asked.set(api, answer);
  answer.catch(() => asked.delete(api));
  return answer;
}
