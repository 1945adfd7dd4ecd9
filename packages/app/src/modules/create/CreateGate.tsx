import { Progress } from '@backstage/frontend-plugin-api';
import type { ReactNode } from 'react';
import { CreateDenied } from './CreateDenied';
import { useMayCreate } from './useMayCreate';

/** Shows the golden paths only to those who may start one. */
export const CreateGate = ({ children }: { children: ReactNode }) => {
  const access = useMayCreate();
  if (access.status === 'loading') {
    return <Progress />;
  }
  return access.status === 'denied' ? (
    <CreateDenied reason={access.reason} />
  ) : (
    <>{children}</>
  );
};
