import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  answers,
  denial,
  deployments,
  failure,
  never,
  renderHome,
  section,
} from './__testUtils__/renderHome';

describe('HomePage', () => {
  afterEach(() => jest.restoreAllMocks());

  it('greets, and shows my services with what runs where, my runs, visits and documentation', async () => {
    renderHome();

    expect(
      await screen.findByRole('heading', { name: /^Good \w+, Ana$/ }),
    ).toBeInTheDocument();
    const services = await section('My services');
    expect(await services.findByText('production')).toBeInTheDocument();
    expect(services.getByText('v1.8.0')).toBeInTheDocument();
    expect(services.getByText('Degraded')).toBeInTheDocument();
    expect(
      services.getByRole('link', { name: 'order-service' }),
    ).toHaveAttribute('href', '/catalog/default/component/order-service');
    const runs = await section('My runs');
    expect(await runs.findByText('Failed')).toBeInTheDocument();
    expect(runs.getByText('invoice-service · Golden path')).toBeInTheDocument();
    expect(
      await (
        await section('Recently visited')
      ).findByRole('link', { name: 'Catalog' }),
    ).toHaveAttribute('href', '/catalog');
    expect(
      await (await section('Documentation')).findByText('order-service'),
    ).toBeInTheDocument();
    expect(
      await (
        await section('Create')
      ).findByRole('link', { name: 'Create a service' }),
    ).toHaveAttribute('href', '/create');
  });

  it('keeps the place of what still loads', async () => {
    renderHome({
      services: never,
      runs: never,
      visits: never,
      documents: never,
      attention: never,
    });
    for (const name of [
      'Needs attention',
      'My services',
      'My runs',
      'Recently visited',
      'Documentation',
    ]) {
      expect(
        await (await section(name)).findByRole('status', { name: 'Loading' }),
      ).toBeInTheDocument();
    }
  });

  it('says of empty sections what they are for', async () => {
    const none = async () => ({ items: [], totalItems: 0, pageInfo: {} });
    renderHome({
      services: none,
      documents: none,
      runs: async () => ({ tasks: [] }),
      visits: async () => [],
    });
    expect(
      await screen.findByText(/Your teams own no services yet/),
    ).toHaveTextContent('spec.owner');
    expect(screen.getByText(/Nothing started yet/)).toBeInTheDocument();
    expect(screen.getByText(/Pages that you open/)).toBeInTheDocument();
    expect(screen.getByText(/No documentation yet/)).toHaveTextContent(
      'backstage.io/techdocs-ref: dir:.',
    );
  });

  it('does not tell people without a team that their teams own nothing', async () => {
    renderHome({
      groups: [],
      services: async () => ({ items: [], totalItems: 0, pageInfo: {} }),
    });
    expect(
      await (await section('My services')).findByText(/You are in no team/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Your teams own/)).not.toBeInTheDocument();
  });

  it('lets one section fail alone, and tries again', async () => {
    const runs = jest
      .fn(answers.runs)
      .mockRejectedValueOnce(new Error('the backend does not answer'));
    renderHome({ runs });

    const failed = await section('My runs');
    expect(await failed.findByRole('alert')).toHaveTextContent(
      'Your runs could not be loaded: the backend does not answer',
    );
    expect(await screen.findByText('v1.8.0')).toBeInTheDocument();
    await userEvent.click(failed.getByRole('button', { name: 'Try again' }));
    expect(await failed.findByText('Failed')).toBeInTheDocument();
  });

  it('survives an answer that a section cannot draw', async () => {
    renderHome({ runs: async () => JSON.parse('{ "tasks": [null] }') });
    jest.spyOn(console, 'error').mockImplementation(() => {});

    expect(
      await (await section('My runs')).findByRole('alert'),
    ).toHaveTextContent('My runs could not be loaded');
    expect(await screen.findByText('v1.8.0')).toBeInTheDocument();
  });

  it('shows my services when nobody knows what runs where', async () => {
    renderHome({ deployments: failure });
    const services = await section('My services');
    expect(await services.findByRole('alert')).toHaveTextContent(
      'What runs where could not be loaded',
    );
    expect(services.getByText('order-service')).toBeInTheDocument();
  });

  it('says when what it shows is old', async () => {
    renderHome({
      deployments: async () => ({
        ...deployments,
        sources: [
          {
            name: 'main',
            status: 'stale',
            asOf: new Date(Date.now() - 270_000).toISOString(),
            message: 'Cluster sandbox does not answer.',
          },
        ],
      }),
    });
    const services = await section('My services');
    expect(await services.findByText(/Last seen/)).toHaveTextContent(
      'Last seen 4 min ago: Argo CD main. Cluster sandbox does not answer.',
    );
    expect(services.getByText('v1.8.0')).toBeInTheDocument();
  });

  it('tells what one may not see, and offers no retry for it', async () => {
    renderHome({ services: denial });
    const services = await section('My services');
    expect(await services.findByText(/You may not see this/)).toHaveTextContent(
      'Ask the platform team',
    );
    expect(services.queryByRole('button')).not.toBeInTheDocument();
  });
});
