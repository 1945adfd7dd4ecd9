import { useSidebarOpenState } from '@backstage/core-components';
import { Link } from 'react-router-dom';
import { LogoMark } from './LogoMark';
import styles from './SidebarLogo.module.css';

/** The logo at the top of the navigation; it leads home. */
export const SidebarLogo = () => {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link to="/" className={styles.logo} aria-label="Golden Path Portal, home">
      <LogoMark />
      {isOpen && <span>Golden Path</span>}
    </Link>
  );
};
