import { Focusable, Tooltip, TooltipTrigger } from '@backstage/ui';
import { relativeTime } from './relativeTime';

const exactTime = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'long',
});

interface SinceProps {
  /** An ISO 8601 time, or milliseconds since 1970. */
  time: string | number;
  className?: string;
}

/** How long ago something was, with the exact time and zone in a tooltip. */
export const Since = ({ time, className }: SinceProps) => {
  const date = new Date(time);
  return (
    <TooltipTrigger>
      <Focusable>
        <time
          role="img"
          aria-label={relativeTime(date, new Date())}
          dateTime={date.toISOString()}
          className={className}
        >
          {relativeTime(date, new Date())}
        </time>
      </Focusable>
      <Tooltip>{exactTime.format(date)}</Tooltip>
    </TooltipTrigger>
  );
};
