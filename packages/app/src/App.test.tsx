import { render, screen } from '@testing-library/react';
import App from './App';

const config = {
  app: {
    title: 'Golden Path Portal',
    baseUrl: 'http://localhost',
    extensions: [{ 'page:home': { config: { path: '/' } } }],
  },
  organization: { name: 'Acme' },
  backend: { baseUrl: 'http://localhost' },
};

describe('App', () => {
  const environment = process.env;

  beforeEach(() => {
    jest.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no session'));
    process.env = {
      ...environment,
      // The framework reads a list of configurations here, not a string
      APP_CONFIG: [{ data: config, context: 'test' }] as unknown as string,
    };
  });

  afterEach(() => {
    process.env = environment;
    jest.restoreAllMocks();
  });

  it('meets a visitor without a session with the sign-in page', async () => {
    render(App.createRoot());

    expect(
      await screen.findByRole(
        'button',
        { name: 'Sign in with GitHub' },
        { timeout: 20_000 },
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Golden Path Portal' }),
    ).toBeInTheDocument();
  }, 40_000);
});
