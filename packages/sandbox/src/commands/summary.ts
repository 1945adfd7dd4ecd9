import type { PartReport } from '../supervisor/Supervisor.ts';

/** What a person who has just started the sandbox wants to know. */
export interface SummaryInput {
  readonly parts: readonly PartReport[];
  readonly portalUrl: string | undefined;
  readonly dataDirectory: string;
}

function whereabouts({ status }: PartReport): string {
  switch (status.state) {
    case 'running':
      return status.location;
    case 'failed':
      // The first line says what and what to do; the log has been shown already.
      return `not available: ${status.reason.split('\n')[0]}`;
    case 'starting':
      return `still starting${status.progress ? `: ${status.progress}` : ''}`;
    case 'stopped':
      return 'stopped';
    default:
      return 'waiting for other parts';
  }
}

/** One table of what runs where, and how to sign in. */
export function summary(input: SummaryInput): string {
  const width = Math.max(...input.parts.map(({ title }) => title.length));
  const rows = input.parts.map(
    part => `  ${part.title.padEnd(width)}  ${whereabouts(part)}`,
  );
  const portalRuns = input.parts.some(
    ({ name, status }) => name === 'portal' && status.state === 'running',
  );
  const signIn =
    portalRuns && input.portalUrl
      ? [
          '',
          `  Open ${input.portalUrl} and sign in with GitHub, which here is the sandbox's own, as one of:`,
          '    ana  developer, team-orders        ben  developer, team-payments',
          '    pia  platform engineer, admin      vic  viewer',
        ]
      : [];
  return [
    '',
    ...rows,
    `  ${'Data'.padEnd(width)}  ${input.dataDirectory}`,
    ...signIn,
    '',
  ].join('\n');
}
