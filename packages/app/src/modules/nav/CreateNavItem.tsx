import { SidebarItem, useSidebarOpenState } from '@backstage/core-components';
import { Focusable, Tooltip, TooltipTrigger } from '@backstage/ui';
import { RiAddCircleLine, RiLock2Line } from '@remixicon/react';
import { useMayCreate } from '../create/useMayCreate';
import styles from './CreateNavItem.module.css';

const CreateIcon = () => <RiAddCircleLine />;

/** "Create" in the navigation: a link, or disabled with the reason. */
export const CreateNavItem = ({ to }: { to: string }) => {
  const { isOpen } = useSidebarOpenState();
  const access = useMayCreate();
  if (access.status !== 'denied') {
    return <SidebarItem icon={CreateIcon} to={to} text="Create" />;
  }
  return (
    <TooltipTrigger>
      <Focusable>
        <div
          role="link"
          aria-disabled="true"
          aria-label={`Create, not available. ${access.reason}`}
          tabIndex={0}
          className={styles.denied}
        >
          <span className={styles.icon}>
            <RiAddCircleLine size={21} />
          </span>
          {isOpen && (
            <>
              <span className={styles.text}>Create</span>
              <RiLock2Line size={16} className={styles.lock} />
            </>
          )}
        </div>
      </Focusable>
      <Tooltip placement="right">{access.reason}</Tooltip>
    </TooltipTrigger>
  );
};
