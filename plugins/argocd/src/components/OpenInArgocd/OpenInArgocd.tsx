import { Button, Link, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import type { Deployment } from '@golden-path/plugin-argocd-common';
import { RiArrowDownSLine } from '@remixicon/react';

/** Leads to Argo CD: at once for one application, by a choice for several. */
export function OpenInArgocd(props: { deployments: Deployment[] }) {
  const targets = props.deployments.flatMap(
    ({ application, environment, links }) =>
      links.argocd
        ? { name: application.name, environment, href: links.argocd }
        : [],
  );
  if (targets.length === 0) {
    return null;
  }
  if (targets.length === 1) {
    return (
      <Link
        href={targets[0].href}
        target="_blank"
        rel="noreferrer"
        variant="body-small"
      >
        Open in Argo CD
      </Link>
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
            rel="noreferrer"
            textValue={name}
          >
            {environment ?? name}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
