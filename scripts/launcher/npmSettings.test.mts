import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readCredentialLines, readNpmSettings } from './npmSettings.mjs';

test('credentials are read from the lines of an npmrc', () => {
  const text = [
    '; a comment',
    'registry=https://npm.example.com/',
    '//npm.example.com/:_authToken=${NPM_TOKEN}',
    '  //quoted.example.com/:_auth = "YTpi"  ',
    '//unset.example.com/:_authToken=${NOT_SET}',
    '//npm.example.com/:email=ana@example.com',
  ].join('\r\n');
  assert.deepEqual(readCredentialLines(text, { NPM_TOKEN: 'secret' }), {
    '//npm.example.com/:_authToken': 'secret',
    '//quoted.example.com/:_auth': 'YTpi',
    '//unset.example.com/:_authToken': '${NOT_SET}',
  });
});

test('the settings of npm itself, of the user and of the project come together', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'npm-settings-'));
  t.after(() => rm(folder, { recursive: true }));
  const userFile = join(folder, 'user.npmrc');
  await writeFile(
    userFile,
    'registry=https://npm.example.com/\n//npm.example.com/:_authToken=user\n',
  );
  await writeFile(join(folder, 'package.json'), '{}');
  await writeFile(
    join(folder, '.npmrc'),
    '//npm.example.com/:_authToken=project\n',
  );

  const settings = await readNpmSettings({
    root: folder,
    env: { PATH: process.env.PATH, NPM_CONFIG_USERCONFIG: userFile },
  });

  assert.equal(settings.registry, 'https://npm.example.com/');
  assert.equal(settings['//npm.example.com/:_authToken'], 'project');
  assert.equal(settings['strict-ssl'], true);
});
