import {
  activityParametersOf,
  activityQueryOf,
  allActivity,
  countFilters,
  parseActivityView,
  type ActivityView,
} from './activityView';

const full: ActivityView = {
  statuses: ['running', 'failed'],
  kinds: ['promote', 'roll-back'],
  environments: ['production'],
  isMine: true,
  entityRef: 'component:default/order-service',
  text: 'v1.9',
  page: 3,
  cursor: 'after-50',
};

describe('activityView', () => {
  it('is in the address, all of it, and comes back from there', () => {
    expect(parseActivityView(activityParametersOf(full))).toEqual(full);
    expect(activityParametersOf(allActivity).toString()).toBe('');
    expect(parseActivityView(new URLSearchParams())).toEqual({
      ...allActivity,
      entityRef: undefined,
      cursor: undefined,
    });
    expect(countFilters(full)).toBe(6);
    expect(countFilters(allActivity)).toBe(0);
  });

  it.each([
    [
      'an unknown status',
      'status=broken&status=failed',
      { statuses: ['failed'] },
    ],
    ['a page without its cursor', 'page=7', { page: 1 }],
    ['a page that is none', 'page=x&cursor=c', { page: 2, cursor: 'c' }],
    ['empty values', 'kind=&environment=&entity=&text=', {}],
    ['another value of mine', 'mine=yes', { isMine: false }],
  ])('passes over %s', (_, address, view) => {
    expect(parseActivityView(new URLSearchParams(address))).toEqual({
      ...allActivity,
      entityRef: undefined,
      cursor: undefined,
      ...view,
    });
  });

  it('asks for mine only when it is known who I am', () => {
    expect(activityQueryOf(full, undefined)).toBeUndefined();
    expect(activityQueryOf(full, 'user:default/ana')).toEqual({
      status: ['running', 'failed'],
      kind: ['promote', 'roll-back'],
      environment: ['production'],
      requestedBy: ['user:default/ana'],
      entityRef: ['component:default/order-service'],
      text: 'v1.9',
      limit: 25,
      cursor: 'after-50',
    });
    expect(activityQueryOf(allActivity, undefined)).toMatchObject({
      requestedBy: [],
    });
  });
});
