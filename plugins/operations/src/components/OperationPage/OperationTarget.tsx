import {
  EntityDisplayName,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import type { Operation } from '@golden-path/plugin-operations-common';
import { ExternalLink } from '@golden-path/plugin-platform-react';
import type { ReactNode } from 'react';
import styles from './OperationPage.module.css';

/** What an operation is about. */
export function OperationTarget({ operation }: { operation: Operation }) {
  const { entityRef, ownerRef, target } = operation;
  return (
    <dl className={styles.facts}>
      {entityRef && (
        <Fact name="About">
          <EntityLink entityRef={entityRef} />
        </Fact>
      )}
      {ownerRef && (
        <Fact name="Owner">
          <EntityLink entityRef={ownerRef} />
        </Fact>
      )}
      <Fact name="Changes">
        <ExternalLink to={target.url} variant="body-small">
          {target.title}
        </ExternalLink>
      </Fact>
      {target.environment && (
        <Fact name="Environment">{target.environment}</Fact>
      )}
    </dl>
  );
}

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function EntityLink({ entityRef }: { entityRef: string }) {
  const entityLink = useEntityRefLink();
  return (
    <Link href={entityLink(entityRef)} variant="body-small">
      <EntityDisplayName entityRef={entityRef} hideIcon disableTooltip />
    </Link>
  );
}
