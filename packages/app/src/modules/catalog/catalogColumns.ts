import {
  entityDataTableColumns,
  type EntityColumnConfig,
} from '@backstage/plugin-catalog-react/alpha';

const columns = {
  system: entityDataTableColumns.createSystemColumn(),
  domain: entityDataTableColumns.createDomainColumn(),
  owner: entityDataTableColumns.createOwnerColumn(),
  type: entityDataTableColumns.createSpecTypeColumn(),
  lifecycle: entityDataTableColumns.createSpecLifecycleColumn(),
  description: entityDataTableColumns.createMetadataDescriptionColumn(),
};

const columnsOfKind: Record<string, (keyof typeof columns)[] | undefined> = {
  domain: ['owner', 'description'],
  group: ['type', 'description'],
  location: ['type', 'description'],
  resource: ['system', 'owner', 'type', 'description'],
  system: ['domain', 'owner', 'description'],
  template: ['owner', 'type', 'description'],
  user: ['description'],
};

const usual = ['system', 'owner', 'type', 'lifecycle', 'description'] as const;

/** What the list of a kind tells of each entity, the name first. */
export function catalogColumns(kind: string): EntityColumnConfig[] {
  const name = entityDataTableColumns.createEntityRefColumn({
    defaultKind: kind,
  });
  return [name, ...(columnsOfKind[kind] ?? usual).map(id => columns[id])];
}
