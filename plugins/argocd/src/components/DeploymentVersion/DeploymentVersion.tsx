import { Flex, Focusable, Tooltip, TooltipTrigger } from '@backstage/ui';
import {
  versionOf,
  type DeployedImage,
  type Deployment,
} from '@golden-path/plugin-argocd-common';
import { ExternalLink } from '@golden-path/plugin-platform-react';
import styles from './DeploymentVersion.module.css';

/** The version that runs, linking to its commit; more images are counted and listed in a tooltip. */
export function DeploymentVersion(props: {
  deployment: Pick<
    Deployment,
    'health' | 'images' | 'links' | 'rollout' | 'sync'
  >;
}) {
  const { images, links } = props.deployment;
  const version = versionOf(props.deployment);
  // The versions of the first image are all told already.
  const others = images.filter(({ name }) => name !== images[0].name);
  return (
    <Flex gap="1" align="center">
      <ExternalLink
        to={links.commit}
        variant="title-x-small"
        className={styles.version}
        aria-label={`Commit of version ${version}`}
      >
        {version}
      </ExternalLink>
      {others.length > 0 && (
        <TooltipTrigger>
          <Focusable>
            <span role="img" aria-label={`${others.length} more images`}>
              +{others.length}
            </span>
          </Focusable>
          <Tooltip>{images.map(referenceOf).join(', ')}</Tooltip>
        </TooltipTrigger>
      )}
    </Flex>
  );
}

function referenceOf({ name, tag, digest }: DeployedImage): string {
  return `${name}${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`;
}
