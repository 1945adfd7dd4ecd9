import { Flex, Text, VisuallyHidden } from '@backstage/ui';
import type {
  RolloutDetail,
  RolloutStep,
} from '@golden-path/plugin-argocd-common';
import {
  RiCheckLine,
  RiCircleLine,
  RiPlayCircleFill,
  RiSkipForwardLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { AnalysisList } from '../AnalysisList';
import { RolloutStatus } from '../RolloutStatus';
import styles from './RolloutSteps.module.css';
import { WeightBar } from './WeightBar';

const strategies = {
  canary: 'Canary',
  blueGreen: 'Blue-green',
} satisfies Record<RolloutDetail['strategy'], string>;

const stepStates = {
  done: { icon: RiCheckLine, word: 'done' },
  current: { icon: RiPlayCircleFill, word: 'now' },
  waiting: { icon: RiCircleLine, word: 'to come' },
  skipped: { icon: RiSkipForwardLine, word: 'skipped' },
} satisfies Record<
  RolloutStep['state'],
  { icon: RemixiconComponentType; word: string }
>;

/** How far a rollout has come: its weight, its steps with the current one marked, and what its analyses say. */
export function RolloutSteps({ rollout }: { rollout: RolloutDetail }) {
  const { name, strategy, weight, message, stepList, analyses } = rollout;
  return (
    <div className={styles.root}>
      <div className={styles.title}>
        <Text as="span" variant="body-medium" className={styles.text}>
          {name} · {strategies[strategy]}
        </Text>
        <RolloutStatus rollout={rollout} />
      </div>
      {weight !== undefined && <WeightBar weight={weight} />}
      {message && (
        <Text variant="body-small" color="secondary" className={styles.text}>
          {message}
        </Text>
      )}
      {stepList.length > 0 && (
        <ol className={styles.steps} aria-label={`Steps of ${name}`}>
          {stepList.map(step => (
            <Step key={step.number} step={step} />
          ))}
        </ol>
      )}
      {analyses.length > 0 && (
        <Flex direction="column" gap="2">
          <Text as="h4" variant="body-medium" weight="bold">
            Analyses
          </Text>
          <AnalysisList analyses={analyses} />
        </Flex>
      )}
    </div>
  );
}

function Step({ step }: { step: RolloutStep }) {
  const { icon: Icon, word } = stepStates[step.state];
  return (
    <li
      className={styles.step}
      data-state={step.state}
      aria-current={step.state === 'current' ? 'step' : undefined}
    >
      <Icon size={16} aria-hidden="true" className={styles.icon} />
      <Text as="span" variant="body-small" className={styles.text}>
        {step.number}. {step.title}
        {step.state === 'current' || step.state === 'skipped' ? (
          ` (${word})`
        ) : (
          <VisuallyHidden> ({word})</VisuallyHidden>
        )}
      </Text>
    </li>
  );
}
