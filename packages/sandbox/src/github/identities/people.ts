/** Somebody who has an account on the stand-in. */
export interface Person {
  readonly login: string;
  readonly name: string;
  readonly email: string;
  /** Shown on the sign-in page. */
  readonly role: string;
  /** Part in the organisation; without it the person may only read. */
  readonly membership?: 'admin' | 'member';
  /** Teams of the organisation. */
  readonly teams: readonly string[];
}

/** The organisation that owns the example repositories. */
export const organization = {
  login: 'acme',
  name: 'Acme',
  description: 'The example organisation of the Golden Path Portal',
  teams: ['team-orders', 'team-payments', 'team-commerce', 'team-platform'],
} as const;

/** The account that the portal itself uses; its token is made at the first start. */
export const bot: Person = {
  login: 'golden-path-bot',
  name: 'Golden Path Portal',
  email: 'golden-path-bot@acme.example',
  role: 'Used by the portal itself',
  membership: 'admin',
  teams: [],
};

/** The account in whose name pipelines run. */
export const actions: Person = {
  login: 'github-actions[bot]',
  name: 'github-actions[bot]',
  email: '41898282+github-actions[bot]@users.noreply.github.com',
  role: 'Runs the pipelines of repositories',
  membership: 'member',
  teams: [],
};

/** The people whom the sign-in page offers. */
export const people: readonly Person[] = [
  {
    login: 'ana',
    name: 'Ana Silva',
    email: 'ana@acme.example',
    role: 'Developer in team-orders',
    membership: 'member',
    teams: ['team-orders'],
  },
  {
    login: 'ben',
    name: 'Ben Okafor',
    email: 'ben@acme.example',
    role: 'Developer in team-payments',
    membership: 'member',
    teams: ['team-payments'],
  },
  {
    login: 'pia',
    name: 'Pia Novak',
    email: 'pia@acme.example',
    role: 'Platform engineer',
    membership: 'admin',
    teams: ['team-platform'],
  },
  {
    login: 'vic',
    name: 'Vic Larsen',
    email: 'vic@acme.example',
    role: 'Viewer, in no team',
    teams: [],
  },
];
