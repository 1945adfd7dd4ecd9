import {
  versionOf,
  statusWords,
  type Deployment,
} from '@golden-path/plugin-argocd-common';
import { useEffect, useRef, useState } from 'react';
import { deploymentKey } from '../deploymentKey';
import { describeRollout } from '../describeRollout';

/** What to tell people who cannot see the screen about the latest change; empty until something changes. */
export function useChangeAnnouncement(deployments: Deployment[]): string {
  const told = useRef<Map<string, string>>();
  const [announcement, setAnnouncement] = useState('');
  useEffect(() => {
    const now = new Map(
      deployments.map(deployment => [
        deploymentKey(deployment),
        describe(deployment),
      ]),
    );
    const before = told.current;
    told.current = now;
    const changes = [...now].flatMap(([key, text]) =>
      before && before.get(key) !== text ? text : [],
    );
    if (changes.length > 0) {
      setAnnouncement(changes.join('. '));
    }
  }, [deployments]);
  return announcement;
}

function describe(deployment: Deployment): string {
  const { application, environment, health, rollout, sync } = deployment;
  return [
    environment ?? application.name,
    versionOf(deployment),
    statusWords.health[health.status].label,
    statusWords.sync[sync.status].label,
    ...(rollout ? describeRollout(rollout).map(({ label }) => label) : []),
  ].join(', ');
}
