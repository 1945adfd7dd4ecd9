import { SidebarItem } from '@backstage/core-components';
import { useWaitingApprovals } from '@golden-path/plugin-operations';
import { RiShieldCheckLine } from '@remixicon/react';
import styles from './ApprovalsNavItem.module.css';

const ApprovalsIcon = () => <RiShieldCheckLine />;

/** "Approvals" in the navigation, with how many wait for the reader. */
export const ApprovalsNavItem = ({ to }: { to: string }) => {
  const { count } = useWaitingApprovals();
  return (
    <SidebarItem
      icon={ApprovalsIcon}
      to={to}
      text="Approvals"
      aria-label={count ? `Approvals, ${count} wait for you` : 'Approvals'}
    >
      {count && <span className={styles.count}>{count}</span>}
    </SidebarItem>
  );
};
