import {
  discoveryApiRef,
  fetchApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { PlatformClient } from '@golden-path/plugin-platform-common';
import useAsync from 'react-use/esm/useAsync';

/** The names of the environments in the order of promotion; none while they are not known. */
export function useEnvironments(): string[] {
  const discoveryApi = useApi(discoveryApiRef);
  const fetchApi = useApi(fetchApiRef);
  const { value = [] } = useAsync(async () => {
    const platform = new PlatformClient({ discoveryApi, fetchApi });
    const { items } = await platform.listEnvironments();
    return items.map(({ name }) => name);
  }, [discoveryApi, fetchApi]);
  return value;
}
