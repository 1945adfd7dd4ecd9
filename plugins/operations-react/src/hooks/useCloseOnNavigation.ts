import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router-dom';

/** Closes a dialog when the page below it becomes another one. */
export function useCloseOnNavigation(onClose: () => void): void {
  const { pathname } = useLocation();
  const openedAt = useRef(pathname);
  useEffect(() => {
    if (pathname !== openedAt.current) {
      onClose();
    }
  }, [onClose, pathname]);
}
