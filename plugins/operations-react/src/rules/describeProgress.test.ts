import type { Operation } from '@golden-path/plugin-operations-common';
import { exampleOperation } from '../testUtils/exampleOperation';
import {
  failedOperation,
  succeededOperation,
  waitingOperation,
} from '../testUtils/exampleStates';
import { describeProgress } from './describeProgress';

describe('describeProgress', () => {
  it.each<[Operation, string]>([
    [exampleOperation(), 'Wait for the rollout, phase 3 of 3'],
    [exampleOperation({ status: 'accepted', phases: [] }), 'Starting'],
    [waitingOperation(), 'Waiting for approval: 0 of 1'],
    [succeededOperation(), 'Succeeded: production runs v1.9.0 and is healthy.'],
    [failedOperation({ problem: 'No pods' }), 'Failed: No pods'],
    [exampleOperation({ status: 'expired', problem: undefined }), 'Expired'],
  ])('%#', (operation, sentence) => {
    expect(describeProgress(operation)).toBe(sentence);
  });
});
