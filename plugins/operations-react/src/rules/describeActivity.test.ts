import type { OperationStatus } from '@golden-path/plugin-operations-common';
import { describeActivity } from './describeActivity';

describe('describeActivity', () => {
  it.each<[string, OperationStatus, string]>([
    [
      'Promote v1.9.0 to production',
      'running',
      'Ben is promoting v1.9.0 to production',
    ],
    [
      'Promote v1.9.0 to production',
      'waiting',
      'Ben wants to promote v1.9.0 to production',
    ],
    [
      'Roll production back to v1.8.2',
      'accepted',
      'Ben is rolling production back to v1.8.2',
    ],
    ['Sync', 'running', 'Ben is syncing'],
    // Not a verb, although it begins like one.
    ['Synchronise the clocks', 'running', 'Ben: Synchronise the clocks'],
    ['Empty the cache', 'running', 'Ben: Empty the cache'],
  ])('%s, %s', (title, status, text) => {
    expect(describeActivity({ title, status }, 'Ben')).toBe(text);
  });
});
