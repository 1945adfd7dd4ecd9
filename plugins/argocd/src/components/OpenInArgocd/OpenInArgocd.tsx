import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import type { Deployment } from '@golden-path/plugin-argocd-common';
import { ExternalLink, webUrl } from '@golden-path/plugin-platform-react';
import { RiArrowDownSLine } from '@remixicon/react';

/** Leads to Argo CD: at once for one application, by a choice for several. */
export function OpenInArgocd(props: { deployments: Deployment[] }) {
  const targets = props.deployments.flatMap(
    ({ application, environment, links }) => {
      const href = webUrl(links.argocd);
      return href ? { name: application.name, environment, href } : [];
    },
  );
  if (targets.length === 0) {
    return null;
  }
  if (targets.length === 1) {
    return (
      <ExternalLink to={targets[0].href} variant="body-small">
        Open in Argo CD
      </ExternalLink>
    );
  }
  return (
    <MenuTrigger>
      <Button
        size="small"
        variant="tertiary"
        iconEnd={<RiArrowDownSLine aria-hidden="true" />}
      >
        Open in Argo CD
      </Button>
      <Menu>
        {targets.map(({ name, environment, href }) => (
          <MenuItem
            key={href}
            href={href}
            target="_blank"
            rel="noopener noreferrer"
            textValue={name}
          >
            {environment ?? name}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
