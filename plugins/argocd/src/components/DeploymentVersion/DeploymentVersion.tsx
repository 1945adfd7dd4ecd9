import {
  Flex,
  Focusable,
  Link,
  Text,
  Tooltip,
  TooltipTrigger,
} from '@backstage/ui';
import {
  versionOf,
  type DeployedImage,
  type Deployment,
} from '@golden-path/plugin-argocd-common';

/** The version that runs, linking to its commit; more images are counted and listed in a tooltip. */
export function DeploymentVersion(props: { deployment: Deployment }) {
  const { images, links } = props.deployment;
  const version = versionOf(props.deployment);
  return (
    <Flex gap="1" align="center">
      {links.commit ? (
        <Link
          href={links.commit}
          target="_blank"
          rel="noreferrer"
          variant="title-x-small"
          aria-label={`Commit of version ${version}`}
        >
          {version}
        </Link>
      ) : (
        <Text as="span" variant="title-x-small" weight="bold">
          {version}
        </Text>
      )}
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
