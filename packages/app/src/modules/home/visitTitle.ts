/** What a visited page is called, or undefined for a page that one does not come back to. */
type TitleRule = (segments: string[]) => string | undefined;

const rules: Record<string, TitleRule | undefined> = {
  catalog: ([, kind, name]) => (name ? `${name} · ${kind}` : 'Catalog'),
  'api-docs': () => 'APIs',
  'catalog-graph': () => 'Relations',
  'catalog-import': () => 'Register existing',
  deployments: () => 'Deployments',
  docs: ([, , name]) => (name ? `${name} · documentation` : 'Documentation'),
  create: ([page, , name]) => {
    if (page === 'tasks') {
      return undefined;
    }
    return name ? `${name} · golden path` : 'Create';
  },
};

/** A readable name for a page of the portal, by its path: titles of pages differ too much between plugins. */
export function visitTitle(pathname: string): string | undefined {
  const [root, ...segments] = pathname
    .split('/')
    .filter(Boolean)
    .map(decodeURIComponent);
  return root === undefined ? undefined : rules[root]?.(segments);
}
