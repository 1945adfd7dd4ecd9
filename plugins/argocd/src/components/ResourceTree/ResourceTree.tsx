import { Button, Text } from '@backstage/ui';
import type { Resource } from '@golden-path/plugin-argocd-common';
import { useState } from 'react';
import { countUnhealthy, groupResources } from '../../resourceTree';
import { ResourceItem } from './ResourceItem';
import styles from './ResourceTree.module.css';

const shownAtFirst = 30;

/** Options of {@link ResourceTree}. */
export interface ResourceTreeProps {
  resources: Resource[];
  /** How many there are in all; not all of them may have been told. */
  totalResources: number;
}

/** The objects of an application by kind, each with those that it made; what is not healthy comes first and is open. */
export function ResourceTree({ resources, totalResources }: ResourceTreeProps) {
  const [showsAll, setShowsAll] = useState(false);
  if (resources.length === 0) {
    return (
      <Text variant="body-small" color="secondary">
        It consists of no objects yet. They appear with the first sync.
      </Text>
    );
  }
  const shown = showsAll ? resources : resources.slice(0, shownAtFirst);
  return (
    <div className={styles.root}>
      {groupResources(shown).map(({ kind, nodes }) => {
        const unhealthy = nodes.reduce(
          (sum, node) => sum + countUnhealthy(node),
          0,
        );
        return (
          <section key={kind} aria-label={kind}>
            <Text
              as="h4"
              variant="body-small"
              color="secondary"
              className={styles.kind}
            >
              {kind} ({nodes.length})
              {unhealthy > 0 && ` · ${unhealthy} not healthy`}
            </Text>
            <ul className={styles.list}>
              {nodes.map(node => (
                <ResourceItem key={node.resource.id} node={node} />
              ))}
            </ul>
          </section>
        );
      })}
      {!showsAll && resources.length > shownAtFirst && (
        <div>
          <Button
            size="small"
            variant="secondary"
            onPress={() => setShowsAll(true)}
          >
            Show all {resources.length} objects
          </Button>
        </div>
      )}
      {showsAll && totalResources > resources.length && (
        <Text variant="body-small" color="secondary">
          These are {resources.length} of {totalResources} objects. Argo CD has
          all of them.
        </Text>
      )}
    </div>
  );
}
