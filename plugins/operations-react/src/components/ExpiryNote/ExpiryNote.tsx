import { ageOf, useNow } from '@golden-path/plugin-platform-react';

const exactTime = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'short',
});

/** Until when somebody can decide. */
export function ExpiryNote({ expiresAt }: { expiresAt: string }) {
  const now = useNow();
  const end = Date.parse(expiresAt);
  if (end <= now) {
    return <>It expires now.</>;
  }
  const rest = ageOf(new Date(now).toISOString(), end);
  return (
    <>
      It expires in{' '}
      <time dateTime={expiresAt} title={exactTime.format(end)}>
        {rest}
      </time>{' '}
      if nobody decides.
    </>
  );
}
