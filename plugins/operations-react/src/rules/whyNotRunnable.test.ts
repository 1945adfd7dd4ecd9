import type { Blocker, Plan } from '@golden-path/plugin-operations-common';
import { examplePlan } from '../testUtils/examplePlan';
import { emptyFields, whyNotRunnable, type RunFields } from './whyNotRunnable';

const freeze: Blocker = {
  type: 'freeze',
  name: 'year-end',
  until: '2027-01-02T06:00:00Z',
  mayBreak: true,
  message: 'production is frozen until 2 January',
};
const busy: Blocker = {
  type: 'busy',
  operationId: '1',
  title: 'Sync',
  requestedBy: 'user:default/ben',
  since: '2026-11-21T10:00:00Z',
  message: 'Ben is syncing order-service-production',
};

type Case = [string, Partial<Plan>, Partial<RunFields>, string | undefined];

describe('whyNotRunnable', () => {
  it.each<Case>([
    ['a plan without conditions', {}, {}, undefined],
    ['a busy target', { blockers: [busy] }, {}, busy.message],
    [
      'nothing to do',
      { blockers: [{ type: 'nothing-to-do', message: 'It runs already' }] },
      { breakFreeze: true, reason: 'because' },
      'It runs already',
    ],
    [
      'a freeze that others may break',
      { blockers: [{ ...freeze, mayBreak: false }] },
      { breakFreeze: true, reason: 'because' },
      freeze.message,
    ],
    [
      'a freeze',
      { blockers: [freeze] },
      {},
      'Wait for the end of the freeze, or break it',
    ],
    [
      'a freeze that is broken without a reason',
      { blockers: [freeze] },
      { breakFreeze: true, reason: '  ' },
      'Give a reason for breaking the freeze',
    ],
    [
      'a freeze that is broken with a reason',
      { blockers: [freeze] },
      { breakFreeze: true, reason: 'Customers cannot pay' },
      undefined,
    ],
    [
      'a broken freeze of a busy target',
      { blockers: [freeze, busy] },
      { breakFreeze: true, reason: 'Customers cannot pay' },
      busy.message,
    ],
    [
      'a missing confirmation',
      { confirmationText: 'order-service' },
      { confirmation: 'order' },
      'Type order-service to confirm',
    ],
    [
      'a confirmation with a space around it',
      { confirmationText: 'order-service' },
      { confirmation: ' order-service ' },
      undefined,
    ],
  ])('%s', (...[, plan, fields, reason]) => {
    expect(
      whyNotRunnable(examplePlan(plan), { ...emptyFields, ...fields }),
    ).toBe(reason);
  });
});
