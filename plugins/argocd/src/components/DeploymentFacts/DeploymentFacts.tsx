import {
  shortRevision,
  statusWords,
  type Deployment,
} from '@golden-path/plugin-argocd-common';
import { Age, ExternalLink, Term } from '@golden-path/plugin-platform-react';
import type { ReactNode } from 'react';
import styles from './DeploymentFacts.module.css';
import { OperationFact } from './OperationFact';

/** What was deployed from where to where. */
export function DeploymentFacts({ deployment }: { deployment: Deployment }) {
  const { application, cluster, destination, images, instance, links, sync } =
    deployment;
  return (
    <dl className={styles.root}>
      <Fact
        name={
          <Term
            word="Revision"
            meaning="The commit, or the version of the chart, that the cluster is compared with, and what Argo CD follows to find it."
          />
        }
      >
        {sync.revision ? (
          <ExternalLink to={links.commit} variant="body-small">
            {shortRevision(sync.revision)}
          </ExternalLink>
        ) : (
          'not known'
        )}
        {sync.targetRevision && ` of ${sync.targetRevision}`}
        {links.repository && (
          <>
            {' in '}
            <ExternalLink to={links.repository} variant="body-small">
              {links.repository.replace(/^https?:\/\//, '')}
            </ExternalLink>
          </>
        )}
      </Fact>
      {deployment.operation && (
        <Fact
          isWide={Boolean(deployment.operation.message)}
          name={
            <Term
              word="Last sync"
              meaning={statusWords.operation.Succeeded.meaning}
            />
          }
        >
          <OperationFact operation={deployment.operation} />
        </Fact>
      )}
      {deployment.deployedAt && (
        <Fact name="Deployed">
          <Age since={deployment.deployedAt} suffix=" ago" />
        </Fact>
      )}
      <Fact name="Runs in">
        namespace {destination.namespace}, cluster {cluster}
      </Fact>
      <Fact
        name={
          <Term
            word="Application"
            meaning="What Argo CD calls this deployment, with the project that says what it may do."
          />
        }
      >
        {application.namespace}/{application.name} in project{' '}
        {application.project}, Argo CD {instance}
        {application.applicationSet &&
          `, made by the ApplicationSet ${application.applicationSet}`}
      </Fact>
      {images.length > 0 && (
        <Fact name={images.length === 1 ? 'Image' : 'Images'}>
          <ul className={styles.values}>
            {images.map(({ name, tag, digest }) => (
              <li key={`${name}:${tag}@${digest}`}>
                {name}
                {tag && `:${tag}`}
                {!tag && digest && `@${digest.slice(0, 19)}`}
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {links.external.length > 0 && (
        <Fact name="Answers at">
          <ul className={styles.values}>
            {links.external.map(link => (
              <li key={link}>
                <ExternalLink to={link} variant="body-small">
                  {link}
                </ExternalLink>
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </dl>
  );
}

function Fact(props: {
  name: ReactNode;
  /** Whether it is too long to stand beside another one. */
  isWide?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={styles.fact} data-wide={props.isWide}>
      <dt className={styles.name}>{props.name}</dt>
      <dd className={styles.value}>{props.children}</dd>
    </div>
  );
}
