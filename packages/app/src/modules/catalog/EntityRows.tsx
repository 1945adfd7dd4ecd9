import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  EntityRefLink,
  EntityRefLinks,
  getEntityRelations,
} from '@backstage/plugin-catalog-react';
import styles from './CatalogPage.module.css';

/** Entities on a small screen: one below the other. */
export const EntityRows = ({ entities }: { entities: Entity[] }) => (
  <ul className={styles.rows}>
    {entities.map(entity => {
      const owners = getEntityRelations(entity, RELATION_OWNED_BY);
      return (
        <li key={stringifyEntityRef(entity)} className={styles.row}>
          <EntityRefLink entityRef={entity} />
          <p className={styles.text}>{entity.metadata.description}</p>
          {owners.length > 0 && (
            <EntityRefLinks entityRefs={owners} defaultKind="group" />
          )}
        </li>
      );
    })}
  </ul>
);
