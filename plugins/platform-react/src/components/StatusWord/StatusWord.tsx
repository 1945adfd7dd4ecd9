import { Focusable, Text, Tooltip, TooltipTrigger } from '@backstage/ui';
import type { RemixiconComponentType } from '@remixicon/react';
import type { ReactNode } from 'react';
import styles from './StatusWord.module.css';

/** What a state means to the reader; the colour only underlines it. */
export type StatusTone =
  | 'positive'
  | 'announcement'
  | 'warning'
  | 'negative'
  | 'neutral';

/** Options of {@link StatusWord}. */
export interface StatusWordProps {
  icon: RemixiconComponentType;
  tone: StatusTone;
  label: string;
  explanation: string;
  /** Whether the word is told apart from the age that follows it: `Paused at 30 %, 6 min`. */
  endsWithComma?: boolean;
  /** What follows the word, for example an age. */
  children?: ReactNode;
}

/** A state as icon and word, explained in a tooltip; never by colour alone. */
export function StatusWord(props: StatusWordProps) {
  const Icon = props.icon;
  return (
    <Text as="span" variant="body-small" className={styles.root}>
      <TooltipTrigger>
        <Focusable>
          <span
            role="img"
            aria-label={props.label}
            className={styles.word}
            data-tone={props.tone}
          >
            <Icon size={16} aria-hidden="true" className={styles.icon} />
            {props.label}
            {props.endsWithComma && ','}
          </span>
        </Focusable>
        <Tooltip>{props.explanation}</Tooltip>
      </TooltipTrigger>
      {props.children}
    </Text>
  );
}
