import { Alert } from '@backstage/ui';
import type {
  DeploymentDetail,
  HistoryEntryDetail,
  Source,
} from '@golden-path/plugin-argocd-common';
import { DetailSection, Term } from '@golden-path/plugin-platform-react';
import type { ReactNode } from 'react';
import { DeploymentFacts } from '../DeploymentFacts';
import { EventList } from '../EventList';
import { ExplanationNotice } from '../ExplanationNotice';
import { HistoryView } from '../HistoryView';
import { ResourceTree } from '../ResourceTree';
import { RolloutSteps } from '../RolloutSteps';
import { SourceNotices } from '../SourceNotices';
import styles from './DeploymentDetailView.module.css';

/** Options of {@link DeploymentDetailView}. */
export interface DeploymentDetailViewProps {
  detail: DeploymentDetail;
  /** What the page tells of its sources already. */
  toldSources: Source[];
  /** What can be done with a past deployment. */
  renderHistoryAction?: (entry: HistoryEntryDetail) => ReactNode;
}

/** All that is known of one deployment: why it is as it is comes first. */
export function DeploymentDetailView(props: DeploymentDetailViewProps) {
  const { detail, toldSources } = props;
  const { deployment, rollouts } = detail;
  const told = new Set(toldSources.map(({ name }) => name));
  return (
    <div className={styles.root}>
      <ExplanationNotice explanation={detail.explanation} />
      <SourceNotices
        sources={detail.sources.filter(({ name }) => !told.has(name))}
      />
      {!deployment.confirmed && (
        <Alert
          status="warning"
          icon
          title="Not confirmed for this service"
          description={deployment.confirmationProblem}
        />
      )}
      {deployment.conditions.map(({ type, message }) => (
        <Alert
          key={`${type} ${message}`}
          status="warning"
          icon
          title={`Argo CD reports ${type}`}
          description={message}
        />
      ))}
      <DeploymentFacts deployment={deployment} />
      {rollouts.length > 0 && (
        <DetailSection
          title={
            <Term
              word={rollouts.length === 1 ? 'Rollout' : 'Rollouts'}
              meaning="Argo Rollouts gives a new version its traffic in steps, and takes it back when an analysis fails."
            />
          }
        >
          {rollouts.map(rollout => (
            <RolloutSteps
              key={`${rollout.namespace}/${rollout.name}`}
              rollout={rollout}
            />
          ))}
        </DetailSection>
      )}
      <div className={styles.columns}>
        <DetailSection
          title={
            <Term
              word="Objects"
              meaning="The Kubernetes objects that it consists of, and those that they made, such as Pods."
            />
          }
        >
          <ResourceTree
            resources={detail.resources}
            totalResources={detail.totalResources}
          />
        </DetailSection>
        <DetailSection
          title={
            <Term
              word="Events"
              meaning="What Kubernetes reported about its objects, the latest first."
            />
          }
        >
          <EventList events={detail.events} />
        </DetailSection>
      </div>
      <DetailSection title="History">
        <HistoryView
          history={detail.history}
          renderAction={props.renderHistoryAction}
        />
      </DetailSection>
    </div>
  );
}
