import { SidebarSearchModal } from '@backstage/plugin-search';
import { SearchModalProvider, useSearchModal } from '@backstage/plugin-search';
import { RiSearchLine } from '@remixicon/react';
import { useEffect } from 'react';

const SearchIcon = () => <RiSearchLine />;

const SearchShortcut = () => {
  const { toggleModal } = useSearchModal();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key === 'k') {
        event.preventDefault();
        toggleModal();
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [toggleModal]);
  return null;
};

/** Search over everything, by a click or by ⌘K (Ctrl+K). */
export const SearchNavItem = () => (
  <SearchModalProvider>
    <SearchShortcut />
    <SidebarSearchModal icon={SearchIcon} />
  </SearchModalProvider>
);
