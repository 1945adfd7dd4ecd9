import { parseRepositoryUrl } from '@golden-path/plugin-platform-common';
import { deploymentOf } from '../service/deploymentOf';
import type { ApplicationTarget } from './ApplicationTarget';
import type { OperationServices } from './OperationServices';
import { overlayFolder } from './overlay/overlayFolder';
import type { Overlay } from './overlay/readOverlay';

/**
 * Why an overlay must not be written for an entity: an application of somebody else is made from it, too. Whoever may
 * make an application could otherwise point it at the folder of another team, and change by the portal what that runs.
 */
export function sharedFolderProblem(
  { applications, rules }: Pick<OperationServices, 'applications' | 'rules'>,
  {
    entity,
    live,
    address,
  }: Pick<ApplicationTarget, 'entity' | 'live' | 'address'>,
  { slug, path, sourceIndex }: Pick<Overlay, 'slug' | 'path' | 'sourceIndex'>,
): string | undefined {
  const source = live.sources[sourceIndex];
  const folder = overlayFolder(source.path);
  const repository = keyOf(source.repositoryUrl);
  const other = applications.list().find(candidate => {
    const isSelf =
      candidate.instance === address.instance &&
      candidate.namespace === address.namespace &&
      candidate.name === address.name;
    return (
      !isSelf &&
      candidate.path !== undefined &&
      overlayFolder(candidate.path) === folder &&
      candidate.repositoryUrls.some(url => keyOf(url) === repository) &&
      !deploymentOf({ application: candidate }, entity, rules).confirmed
    );
  });
  return other
    ? `The application ${other.name} of another service is made from ${slug.owner}/${slug.repo}/${path}, too: change the image in Git.`
    : undefined;
}

function keyOf(url: string): string {
  const slug = parseRepositoryUrl(url);
  return slug ? `${slug.host}/${slug.owner}/${slug.repo}`.toLowerCase() : url;
}
