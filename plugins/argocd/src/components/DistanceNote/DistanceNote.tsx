import type { EnvironmentDistance } from '@golden-path/plugin-argocd-common';
import { StatusWord } from '@golden-path/plugin-platform-react';
import { RiGitCommitLine } from '@remixicon/react';
import { describeDistance } from '../../describeDistance';

/** How far an environment is from the next one; nothing where that is not known, or both run the same. */
export function DistanceNote(props: {
  distances: EnvironmentDistance[];
  environment: string | null;
}) {
  const distance = props.distances.find(
    ({ from }) => from === props.environment,
  );
  const text = distance && describeDistance(distance);
  if (!text) {
    return null;
  }
  return (
    <StatusWord
      icon={RiGitCommitLine}
      tone="neutral"
      label={text}
      explanation={`What ${distance.from} runs and what ${distance.to} runs differ by this many commits.`}
    />
  );
}
