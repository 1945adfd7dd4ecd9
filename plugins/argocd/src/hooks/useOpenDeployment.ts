import { useLocation, useNavigate, useSearchParams } from 'react-router-dom';

/** Which deployment is open: the address of the page says so, and going back closes it again. */
export function useOpenDeployment(): {
  /** The key of the deployment, or null. */
  openKey: string | null;
  open: (key: string | null) => void;
} {
  const [parameters] = useSearchParams();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  return {
    openKey: parameters.get('deployment'),
    open: key => {
      const next = new URLSearchParams(parameters);
      if (key === null) {
        next.delete('deployment');
      } else {
        next.set('deployment', key);
      }
      // A slash needs no escape in a query, and people read these links.
      navigate({ pathname, search: `${next}`.replaceAll('%2F', '/') });
    },
  };
}
