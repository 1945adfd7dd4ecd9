import {
  Sidebar,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { MyGroupsSidebarItem } from '@backstage/plugin-org';
import type {
  NavContentComponentProps,
  NavContentNavItem,
} from '@backstage/plugin-app-react';
import {
  RiBookOpenLine,
  RiBox3Line,
  RiGitBranchLine,
  RiHome5Line,
  RiMenuLine,
  RiPlugLine,
  RiPulseLine,
  RiSearchLine,
  RiSettings3Line,
  RiTeamLine,
} from '@remixicon/react';
import { ApprovalsNavItem } from './ApprovalsNavItem';
import { CreateNavItem } from './CreateNavItem';
import styles from './PortalNav.module.css';
import { SearchNavItem } from './SearchNavItem';
import { SidebarLogo } from './SidebarLogo';

const icons = {
  home: () => <RiHome5Line />,
  catalog: () => <RiBox3Line />,
  deployments: () => <RiGitBranchLine />,
  activity: () => <RiPulseLine />,
  apis: () => <RiPlugLine />,
  docs: () => <RiBookOpenLine />,
  groups: () => <RiTeamLine />,
  settings: () => <RiSettings3Line />,
};

const OtherItem = (item: NavContentNavItem) => (
  <SidebarItem icon={() => item.icon} to={item.href} text={item.title} />
);

/** Pages that have their own way in, so the navigation leaves them out. */
const reachedElsewhere = [
  'page:search',
  'page:notifications',
  'page:catalog-import',
  'page:catalog-graph',
  'page:app-visualizer',
];

/** The navigation: beside the page, or below it on a small screen. */
export const PortalNav = ({ navItems }: NavContentComponentProps) => {
  const [
    home,
    catalog,
    deployments,
    activity,
    approvals,
    apis,
    docs,
    create,
    settings,
  ] = [
    'page:home',
    'page:catalog',
    'page:argocd',
    'page:operations',
    'page:operations/approvals',
    'page:api-docs',
    'page:techdocs',
    'page:scaffolder',
    'page:user-settings',
  ].map(id => navItems.take(id));
  reachedElsewhere.forEach(id => navItems.take(id));
  const others = navItems.withComponent(OtherItem).rest({ sortBy: 'title' });

  return (
    <Sidebar>
      <SidebarLogo />
      {home && (
        <SidebarGroup label="Home" icon={<RiHome5Line />} to={home.href}>
          <SidebarItem icon={icons.home} to={home.href} text="Home" />
        </SidebarGroup>
      )}
      <SidebarGroup label="Search" icon={<RiSearchLine />} to="/search">
        <SearchNavItem />
      </SidebarGroup>
      <hr className={styles.divider} />
      <SidebarGroup label="Menu" icon={<RiMenuLine />}>
        {catalog && (
          <SidebarItem icon={icons.catalog} to={catalog.href} text="Catalog" />
        )}
        {deployments && (
          <SidebarItem
            icon={icons.deployments}
            to={deployments.href}
            text="Deployments"
          />
        )}
        {activity && (
          <SidebarItem
            icon={icons.activity}
            to={activity.href}
            text="Activity"
          />
        )}
        {approvals && <ApprovalsNavItem to={approvals.href} />}
        {apis && <SidebarItem icon={icons.apis} to={apis.href} text="APIs" />}
        {docs && <SidebarItem icon={icons.docs} to={docs.href} text="Docs" />}
        {create && <CreateNavItem to={create.href} />}
        <MyGroupsSidebarItem
          singularTitle="My team"
          pluralTitle="My teams"
          icon={icons.groups}
          filter={{ 'spec.type': 'team' }}
        />
        <SidebarScrollWrapper>{others}</SidebarScrollWrapper>
      </SidebarGroup>
      <SidebarSpace />
      <hr className={styles.divider} />
      <SidebarGroup label="Account" icon={<RiSettings3Line />}>
        <NotificationsSidebarItem />
        {settings && (
          <SidebarItem
            icon={icons.settings}
            to={settings.href}
            text="Settings"
          />
        )}
      </SidebarGroup>
    </Sidebar>
  );
};
