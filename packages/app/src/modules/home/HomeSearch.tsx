import { useRouteRef } from '@backstage/frontend-plugin-api';
import searchPlugin from '@backstage/plugin-search/alpha';
import { SearchField } from '@backstage/ui';
import { useNavigate } from 'react-router-dom';

const shortcut = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : 'Ctrl+K';

/** Searches services, documentation and people on the search page. */
export const HomeSearch = () => {
  const navigate = useNavigate();
  const searchRoute = useRouteRef(searchPlugin.routes.root);
  return (
    <SearchField
      aria-label="Search services, docs and people"
      placeholder={`Search services, docs, people…  ${shortcut}`}
      onSubmit={query =>
        searchRoute &&
        navigate(`${searchRoute()}?query=${encodeURIComponent(query)}`)
      }
    />
  );
};
