import { Alert } from '@backstage/ui';
import type { Source } from '@golden-path/plugin-argocd-common';
import { ageOf, useNow } from '@golden-path/plugin-platform-react';

/** Tells which Argo CD instances do not give fresh data at present, and why. */
export function SourceNotices(props: { sources: Source[] }) {
  const now = useNow();
  return (
    <>
      {props.sources.map(source => {
        const text = noticeOf(source, now);
        return (
          text && (
            <Alert
              key={source.name}
              status={source.status === 'warming' ? 'info' : 'warning'}
              isPending={source.status === 'warming'}
              icon
              title={text}
              description={
                source.status === 'unavailable'
                  ? 'The portal keeps trying: this fills in by itself.'
                  : undefined
              }
            />
          )
        );
      })}
    </>
  );
}

function noticeOf(source: Source, now: number): string | undefined {
  const because = source.message ? `: ${source.message}` : '';
  switch (source.status) {
    case 'stale':
      return source.asOf
        ? `Last seen ${ageOf(source.asOf, now)} ago${because}`
        : `Not up to date${because}`;
    case 'unavailable':
      return `Argo CD ${source.name} is not available${because}`;
    case 'warming':
      return `Reading the applications of Argo CD ${source.name}`;
    default:
      return undefined;
  }
}
