import type { OperationSummary } from '@golden-path/plugin-operations-common';

/** The verbs that titles of operations begin with, as they are said while it is done, and while it waits. */
const verbs = {
  Bring: ['is bringing', 'wants to bring'],
  Create: ['is creating', 'wants to create'],
  Deploy: ['is deploying', 'wants to deploy'],
  Promote: ['is promoting', 'wants to promote'],
  Refresh: ['is refreshing', 'wants to refresh'],
  Restart: ['is restarting', 'wants to restart'],
  Resume: ['is resuming', 'wants to resume'],
  Roll: ['is rolling', 'wants to roll'],
  Stop: ['is stopping', 'wants to stop'],
  Sync: ['is syncing', 'wants to sync'],
  Try: ['is trying', 'wants to try'],
  Undo: ['is undoing', 'wants to undo'],
} as const;

/** What somebody does at present: `Ben is promoting v1.9.0 to production`. */
export function describeActivity(
  { title, status }: Pick<OperationSummary, 'title' | 'status'>,
  name: string,
): string {
  const found = Object.entries(verbs).find(
    ([verb]) => title === verb || title.startsWith(`${verb} `),
  );
  if (!found) {
    return `${name}: ${title}`;
  }
  const [verb, [doing, wanting]] = found;
  const saying = status === 'waiting' ? wanting : doing;
  return `${name} ${saying}${title.slice(verb.length)}`;
}
