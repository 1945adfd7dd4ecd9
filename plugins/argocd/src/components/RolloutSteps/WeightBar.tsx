import { Text } from '@backstage/ui';
import styles from './RolloutSteps.module.css';

/** The share of traffic that the new version gets, as a bar and in words. */
export function WeightBar({ weight }: { weight: number }) {
  return (
    <div className={styles.weight}>
      <div
        className={styles.bar}
        role="meter"
        aria-label="Traffic of the new version"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={weight}
        aria-valuetext={`${weight} %`}
      >
        <div className={styles.filled} style={{ width: `${weight}%` }} />
      </div>
      <Text as="span" variant="body-small">
        {weight} % of the traffic to the new version
      </Text>
    </div>
  );
}
