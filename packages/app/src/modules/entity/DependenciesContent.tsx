import {
  Direction,
  EntityCatalogGraphCard,
} from '@backstage/plugin-catalog-graph';
import type { Entity } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Fragment, type ReactNode } from 'react';
import styles from './DependenciesContent.module.css';

interface DependenciesCard {
  id: string;
  element: ReactNode;
  /** The entities that the card is for; absent where it is for all. */
  isFor?: (entity: Entity) => boolean;
}

/** What an entity needs and who needs it: as a graph, and as lists. */
export const DependenciesContent = ({
  cards,
}: {
  cards: DependenciesCard[];
}) => {
  const { entity } = useEntity();
  const fitting = cards.filter(({ isFor }) => isFor?.(entity) ?? true);
  return (
    <div className={styles.content}>
      <EntityCatalogGraphCard
        title="Dependencies"
        height={420}
        maxDepth={2}
        direction={Direction.LEFT_RIGHT}
        relations={[
          'dependsOn',
          'dependencyOf',
          'providesApi',
          'apiProvidedBy',
          'consumesApi',
          'apiConsumedBy',
          'hasPart',
          'partOf',
        ]}
        unidirectional={false}
        zoom="enable-on-click"
      />
      <div className={styles.cards}>
        {fitting.map(({ id, element }) => (
          <Fragment key={id}>{element}</Fragment>
        ))}
      </div>
    </div>
  );
};
