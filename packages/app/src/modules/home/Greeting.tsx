import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import useAsync from 'react-use/esm/useAsync';
import { greeting } from './greeting';

/** "Good morning, Ana". */
export const Greeting = ({ className }: { className?: string }) => {
  const identityApi = useApi(identityApiRef);
  const { value: profile } = useAsync(
    () => identityApi.getProfileInfo(),
    [identityApi],
  );
  const firstName = profile?.displayName?.trim().split(/\s+/)[0];
  const words = greeting(new Date().getHours());
  return (
    <h1 className={className}>
      {firstName ? `${words}, ${firstName}` : words}
    </h1>
  );
};
