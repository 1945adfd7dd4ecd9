import { githubAuthApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { rememberedSession } from './rememberedSession';
import { SignInPage } from './SignInPage';

const session = {
  token: 'token',
  identity: {
    type: 'user' as const,
    userEntityRef: 'user:default/ana',
    ownershipEntityRefs: ['user:default/ana', 'group:default/team-orders'],
  },
};

function named(name: string, message: string) {
  return Object.assign(new Error(message), { name });
}

function renderSignInPage(
  getBackstageIdentity: jest.Mock,
  config: Record<string, string> = {},
) {
  const onSignInSuccess = jest.fn();
  renderInTestApp(<SignInPage onSignInSuccess={onSignInSuccess} />, {
    apis: [
      [
        githubAuthApiRef,
        {
          getBackstageIdentity,
          getProfile: async () => ({ displayName: 'Ana' }),
          signOut: async () => {},
        },
      ],
    ],
    config: { app: { title: 'Golden Path Portal', support: config } },
  });
  return onSignInSuccess;
}

async function pressSignIn() {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Sign in with GitHub' }),
  );
}

describe('SignInPage', () => {
  beforeEach(() => rememberedSession.forget());

  it('asks nobody before the first sign-in, then signs in by a click', async () => {
    const getBackstageIdentity = jest.fn().mockResolvedValue(session);
    const onSignInSuccess = renderSignInPage(getBackstageIdentity);

    const button = await screen.findByRole('button', {
      name: 'Sign in with GitHub',
    });
    expect(getBackstageIdentity).not.toHaveBeenCalled();
    await userEvent.click(button);

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(getBackstageIdentity).toHaveBeenCalledWith({ instantPopup: true });
    const [identity] = onSignInSuccess.mock.calls[0];
    expect(await identity.getBackstageIdentity()).toEqual(session.identity);
    expect(rememberedSession.exists()).toBe(true);
    await identity.signOut();
    expect(rememberedSession.exists()).toBe(false);
  });

  it('continues an existing session without a window', async () => {
    window.localStorage.setItem('golden-path-portal/signed-in', 'yes');
    const getBackstageIdentity = jest.fn().mockResolvedValue(session);
    const onSignInSuccess = renderSignInPage(getBackstageIdentity);

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(getBackstageIdentity).toHaveBeenCalledWith({ optional: true });
  });

  it('shows that it checks, and offers sign-in when the session has ended', async () => {
    window.localStorage.setItem('golden-path-portal/signed-in', 'yes');
    let end: (value: undefined) => void = () => {};
    renderSignInPage(
      jest.fn().mockReturnValue(new Promise(resolve => (end = resolve))),
    );

    expect(
      await screen.findByText('Checking whether you are signed in…'),
    ).toBeInTheDocument();
    end(undefined);
    expect(
      await screen.findByRole('button', { name: 'Sign in with GitHub' }),
    ).toBeInTheDocument();
    expect(rememberedSession.exists()).toBe(false);
  });

  it.each([
    [
      'a blocked window',
      named('PopupRejectedError', 'Failed to open auth popup.'),
      /Your browser blocked the sign-in window.*Allow pop-ups/,
    ],
    [
      'a closed window',
      named('PopupClosedError', 'Login failed, popup was closed'),
      /The sign-in window was closed/,
    ],
    [
      'anything else',
      named('Error', 'GitHub answered 502'),
      /GitHub sign-in did not work.*GitHub answered 502/,
    ],
  ])('explains %s and lets one try again', async (_case, error, text) => {
    const getBackstageIdentity = jest.fn().mockRejectedValueOnce(error);
    const onSignInSuccess = renderSignInPage(getBackstageIdentity);
    await pressSignIn();

    expect(await screen.findByRole('alert')).toHaveTextContent(text);
    getBackstageIdentity.mockResolvedValue(session);
    await pressSignIn();
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
  });

  it('gives people without a catalog user a page that says whom to ask', async () => {
    const getBackstageIdentity = jest
      .fn()
      .mockRejectedValueOnce(
        named('NotFoundError', 'No catalog user user:default/eve'),
      );
    const onSignInSuccess = renderSignInPage(getBackstageIdentity, {
      url: 'https://support.example.com',
    });
    await pressSignIn();

    expect(
      await screen.findByRole('heading', {
        name: 'You are not in the catalog yet',
      }),
    ).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent('GitHub knows eve');
    expect(screen.getByRole('link', { name: 'platform team' })).toHaveAttribute(
      'href',
      'https://support.example.com',
    );

    getBackstageIdentity.mockResolvedValue(session);
    await userEvent.click(
      screen.getByRole('button', { name: 'Sign in with another account' }),
    );
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
  });
});
