import { Focusable, Tooltip, TooltipTrigger } from '@backstage/ui';
import styles from './Term.module.css';

/** A word of the field, explained in a tooltip. */
export function Term(props: { word: string; meaning: string }) {
  return (
    <TooltipTrigger>
      <Focusable>
        <span role="img" aria-label={props.word} className={styles.root}>
          {props.word}
        </span>
      </Focusable>
      <Tooltip>{props.meaning}</Tooltip>
    </TooltipTrigger>
  );
}
