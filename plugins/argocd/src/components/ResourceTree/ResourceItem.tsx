import { ButtonIcon, Text } from '@backstage/ui';
import { Age, StatusWord } from '@golden-path/plugin-platform-react';
import {
  RiArrowDownSLine,
  RiArrowRightSLine,
  RiDeleteBinLine,
} from '@remixicon/react';
import { useId, useState } from 'react';
import { countUnhealthy, type ResourceNode } from '../../resourceTree';
import { HealthStatus } from '../HealthStatus';
import { SyncStatus } from '../SyncStatus';
import styles from './ResourceTree.module.css';

/** An object; those that it made are shown when it is open. */
export function ResourceItem({ node }: { node: ResourceNode }) {
  const { resource, children } = node;
  const { kind, name, health, sync, detail, message } = resource;
  const [isOpen, setIsOpen] = useState(() =>
    children.some(child => countUnhealthy(child) > 0),
  );
  const listId = useId();
  return (
    <li className={styles.item}>
      <div className={styles.row}>
        {children.length > 0 ? (
          <ButtonIcon
            size="small"
            variant="tertiary"
            className={styles.toggle}
            aria-label={`What ${kind} ${name} made`}
            aria-expanded={isOpen}
            aria-controls={isOpen ? listId : undefined}
            icon={isOpen ? <RiArrowDownSLine /> : <RiArrowRightSLine />}
            onPress={() => setIsOpen(!isOpen)}
          />
        ) : (
          <span className={styles.toggle} />
        )}
        <div className={styles.content}>
          <div className={styles.line}>
            <Text as="span" variant="body-small" className={styles.name}>
              {resource.parentId ? `${kind} ${name}` : name}
            </Text>
            {health && <HealthStatus status={health} />}
            {sync && sync !== 'Synced' && <SyncStatus status={sync} />}
            {resource.requiresPruning && (
              <StatusWord
                icon={RiDeleteBinLine}
                tone="warning"
                label="No longer in Git"
                explanation="It is still in the cluster. A sync that prunes removes it."
              />
            )}
            <Text as="span" variant="body-small" color="secondary">
              {detail}
              {detail && resource.createdAt && ' · '}
              {resource.createdAt && (
                <Age isOneOfMany since={resource.createdAt} />
              )}
            </Text>
          </div>
          {message && (
            <Text
              variant="body-small"
              color="secondary"
              className={styles.name}
            >
              {message}
            </Text>
          )}
        </div>
      </div>
      {isOpen && children.length > 0 && (
        <ul className={styles.children} id={listId}>
          {children.map(child => (
            <ResourceItem key={child.resource.id} node={child} />
          ))}
        </ul>
      )}
    </li>
  );
}
