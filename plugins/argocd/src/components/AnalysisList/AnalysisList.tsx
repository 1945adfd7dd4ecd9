import { Text } from '@backstage/ui';
import type {
  Analysis,
  AnalysisPhase,
} from '@golden-path/plugin-argocd-common';
import styles from './AnalysisList.module.css';
import { AnalysisStatus } from './AnalysisStatus';

/** What needs a look comes first. */
const order = {
  Failed: 0,
  Error: 1,
  Inconclusive: 2,
  Running: 3,
  Pending: 4,
  Successful: 5,
} satisfies Record<AnalysisPhase, number>;

/** What the analyses of a rollout have measured, the failed ones first. */
export function AnalysisList({ analyses }: { analyses: Analysis[] }) {
  const sorted = analyses.toSorted(
    (left, right) => order[left.phase] - order[right.phase],
  );
  return (
    <ul className={styles.root} aria-label="Analyses">
      {sorted.map(({ name, phase, message, metrics }) => (
        <li key={name} className={styles.analysis}>
          <div className={styles.line}>
            <Text as="span" variant="body-medium" className={styles.text}>
              {name}
            </Text>
            <AnalysisStatus phase={phase} />
          </div>
          {message && <Message text={message} />}
          {metrics.length > 0 && (
            <ul className={styles.metrics} aria-label={`Metrics of ${name}`}>
              {metrics.map(metric => (
                <li key={metric.name} className={styles.metric}>
                  <div className={styles.line}>
                    <Text
                      as="span"
                      variant="body-small"
                      className={styles.text}
                    >
                      {metric.name}
                      {metric.value !== undefined && `: ${metric.value}`}
                    </Text>
                    <AnalysisStatus phase={metric.phase} />
                  </div>
                  {metric.message && <Message text={metric.message} />}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

function Message({ text }: { text: string }) {
  return (
    <Text variant="body-small" color="secondary" className={styles.text}>
      {text}
    </Text>
  );
}
