import { Alert, Text } from '@backstage/ui';
import { riskTitles, type Plan } from '@golden-path/plugin-operations-common';
import { DetailSection, Term } from '@golden-path/plugin-platform-react';
import { PlanApprovals } from './PlanApprovals';
import { PlanChanges } from './PlanChanges';
import { PlanCommits } from './PlanCommits';
import { PlanFiles } from './PlanFiles';
import styles from './PlanView.module.css';

const riskMeaning =
  'Low: it only reads or repeats. Medium: it changes what developers use. High: it changes what customers use.';

/** What an operation would do, or did: what changes comes first. */
export function PlanView({ plan }: { plan: Plan }) {
  return (
    <div className={styles.root}>
      <div className={styles.summary}>
        <Text as="p" variant="body-medium">
          {plan.summary}
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          {plan.target.environment ?? 'No environment'} · {plan.target.title} ·{' '}
          <Term word={riskTitles[plan.risk]} meaning={riskMeaning} />
        </Text>
      </div>
      {plan.warnings.map(warning => (
        <Alert key={warning} status="warning" icon title={warning} />
      ))}
      {plan.changes.length > 0 && <PlanChanges changes={plan.changes} />}
      {plan.commits && plan.commits.items.length > 0 && (
        <PlanCommits commits={plan.commits} />
      )}
      {plan.files.length > 0 && <PlanFiles files={plan.files} />}
      {plan.approvals.length > 0 && (
        <PlanApprovals approvals={plan.approvals} />
      )}
      <DetailSection isSmall title="What happens">
        <ol className={styles.phases}>
          {plan.phases.map(({ name, title }) => (
            <li key={name}>
              <Text as="span" variant="body-small">
                {title}
              </Text>
            </li>
          ))}
        </ol>
      </DetailSection>
      <dl className={styles.notes}>
        <dt>If it fails</dt>
        <dd>{plan.onFailure}</dd>
        <dt>{plan.undo.possible ? 'To undo it' : 'It cannot be undone'}</dt>
        <dd>{plan.undo.description}</dd>
      </dl>
    </div>
  );
}
