import { Flex, Focusable, Tooltip, TooltipTrigger } from '@backstage/ui';
import {
  versionOf,
  type DeployedImage,
  type Deployment,
} from '@golden-path/plugin-argocd-common';
import { ExternalLink } from '../ExternalLink';
import styles from './DeploymentVersion.module.css';

/** The version that runs, linking to its commit; more images are counted and listed in a tooltip. */
export function DeploymentVersion(props: {
  deployment: Pick<Deployment, 'health' | 'images' | 'links' | 'sync'>;
}) {
  const { images, links } = props.deployment;
  const version = versionOf(props.deployment);
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
      {images.length > 1 && (
        <TooltipTrigger>
          <Focusable>
            <span role="img" aria-label={`${images.length} images`}>
              +{images.length - 1}
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
