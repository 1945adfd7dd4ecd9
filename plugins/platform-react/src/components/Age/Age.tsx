import { Focusable, Tooltip, TooltipTrigger } from '@backstage/ui';
import { ageOf } from '../../ageOf';
import { useNow } from '../../hooks/useNow';

const exactTime = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'long',
});

/** Options of {@link Age}. */
export interface AgeProps {
  /** An ISO 8601 time. */
  since: string;
  /** What follows, for example ` ago`. */
  suffix?: string;
  /** Whether it is one of many: the keyboard passes over it, and its exact time is told by the browser's own tooltip. */
  isOneOfMany?: boolean;
}

/** How long ago something was, with the exact time and zone in a tooltip. It keeps itself up to date. */
export function Age(props: AgeProps) {
  const now = useNow();
  const time = Date.parse(props.since);
  if (Number.isNaN(time)) {
    return null;
  }
  const exact = exactTime.format(time);
  if (props.isOneOfMany) {
    return (
      <time dateTime={props.since} title={exact}>
        {ageOf(props.since, now)}
        {props.suffix}
      </time>
    );
  }
  return (
    <TooltipTrigger>
      <Focusable>
        <time
          dateTime={props.since}
          role="img"
          aria-label={`${ageOf(props.since, now)} ago`}
        >
          {ageOf(props.since, now)}
          {props.suffix}
        </time>
      </Focusable>
      <Tooltip>{exact}</Tooltip>
    </TooltipTrigger>
  );
}
