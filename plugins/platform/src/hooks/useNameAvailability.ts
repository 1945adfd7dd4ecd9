import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  describeServiceNameProblem,
  type NameAvailability,
} from '@golden-path/plugin-platform-common';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import useDebounce from 'react-use/esm/useDebounce';
import { platformApiRef } from '../api';

/** What is known of a name while somebody types it. */
export type NameState =
  | { readonly status: 'empty' }
  | { readonly status: 'invalid'; readonly message: string }
  | { readonly status: 'checking' }
  | { readonly status: 'answered'; readonly availability: NameAvailability }
  | { readonly status: 'failed'; readonly message: string };

/** A pause this long means that a name is typed to its end. */
const pauseMilliseconds = 300;

/** Follows a name and asks whether it is free whenever the typing pauses. */
export function useNameAvailability(name: string): NameState {
  const api = useApi(platformApiRef);
  const [settledName, setSettledName] = useState(name);
  useDebounce(() => setSettledName(name), pauseMilliseconds, [name]);

  const answer = useAsync(
    async () =>
      describeServiceNameProblem(settledName) === undefined
        ? api.getNameAvailability(settledName)
        : undefined,
    [api, settledName],
  );

  if (name === '') {
    return { status: 'empty' };
  }
  const problem = describeServiceNameProblem(name);
  if (problem) {
    return { status: 'invalid', message: problem };
  }
  if (name !== settledName || answer.loading) {
    return { status: 'checking' };
  }
  if (answer.value) {
    return { status: 'answered', availability: answer.value };
  }
  return { status: 'failed', message: toError(answer.error).message };
}
