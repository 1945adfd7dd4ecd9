import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startGitHubForTest } from './__testUtils__/startGitHubForTest.ts';

const callback = 'http://localhost:7007/api/auth/github/handler/frame';

test('offers exactly the four people, and nobody to an unknown application', async t => {
  const eve = {
    login: 'eve',
    name: 'Eve Unlisted',
    email: 'eve@acme.example',
    role: 'Not in the catalog',
    teams: [],
  };
  const stand = await startGitHubForTest(t, { unlistedPeople: [eve] });
  const open = (changes: Record<string, string>) =>
    fetch(
      `${stand.github.url}/login/oauth/authorize?${new URLSearchParams({
        client_id: stand.github.clientId,
        redirect_uri: callback,
        state: '"><script>alert(1)</script>',
        ...changes,
      })}`,
    );
  const page = await (await open({})).text();
  assert.deepEqual(
    [...page.matchAll(/name="login"\s+value="(\w+)"/g)].map(match => match[1]),
    ['ana', 'ben', 'pia', 'vic'],
  );
  assert.ok(!page.includes('<script>'));
  assert.ok(page.includes('&lt;script&gt;'));
  assert.equal((await open({ client_id: 'other' })).status, 400);
  const foreign = await open({ redirect_uri: 'https://evil.example/frame' });
  assert.equal(foreign.status, 400);
  const token = await stand.signIn('eve');
  const { data } = await stand.octokit(token).users.getAuthenticated();
  assert.equal(data.login, 'eve');
});

test('exchanges a code once, for the application that asked', async t => {
  const stand = await startGitHubForTest(t);
  const { url, clientId, clientSecret } = stand.github;
  const redirect = await fetch(`${url}/login/oauth/authorize`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      login: 'ana',
      client_id: clientId,
      redirect_uri: callback,
      state: 'the state',
      scope: 'read:user repo',
    }),
  });
  const target = new URL(redirect.headers.get('location') ?? '');
  assert.equal(target.origin + target.pathname, callback);
  assert.equal(target.searchParams.get('state'), 'the state');
  const exchange = async (client_secret: string) => {
    const answer = await fetch(`${url}/login/oauth/access_token`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: clientId,
        client_secret,
        code: target.searchParams.get('code') ?? '',
        redirect_uri: callback,
      }),
    });
    return new URLSearchParams(await answer.text());
  };
  const wrong = await exchange('wrong');
  assert.equal(wrong.get('error'), 'incorrect_client_credentials');
  const first = await exchange(clientSecret);
  assert.match(first.get('access_token') ?? '', /^gho_/);
  assert.equal(first.get('scope'), 'read:user,repo');
  const second = await exchange(clientSecret);
  assert.equal(second.get('error'), 'bad_verification_code');
});

test('keeps people apart, also after a restart', async t => {
  const stand = await startGitHubForTest(t);
  const [ana, ben] = await Promise.all([
    stand.signIn('ana'),
    stand.signIn('ben'),
  ]);
  const whoIs = async (token: string) => {
    const { users } = stand.octokit(token);
    const { data } = await users.getAuthenticated();
    const emails = await users.listEmailsForAuthenticatedUser();
    return [data.login, data.name, emails.data[0].email];
  };
  const bot = stand.github.token;
  for (const _ of ['before', 'after the restart']) {
    assert.deepEqual(await whoIs(ana), [
      'ana',
      'Ana Silva',
      'ana@acme.example',
    ]);
    assert.deepEqual(await whoIs(ben), [
      'ben',
      'Ben Okafor',
      'ben@acme.example',
    ]);
    assert.equal((await whoIs(bot))[0], 'golden-path-bot');
    await assert.rejects(whoIs('gho_never_issued'), { status: 401 });
    await stand.restart();
  }
  assert.equal(stand.github.token, bot);
});
