import { renderInTestApp } from '@backstage/frontend-test-utils';
import type {
  DeploymentDetail,
  Source,
} from '@golden-path/plugin-argocd-common';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  deploymentOf,
  minutesAgo,
} from '../../__testUtils__/exampleDeployments';
import {
  detailOf,
  exampleEvents,
  exampleHistory,
  exampleResources,
  exampleRollout,
  resourceOf,
} from '../../__testUtils__/exampleDetail';
import { hostile } from '../../__testUtils__/hostile';
import { DeploymentDetailView } from './DeploymentDetailView';

async function renderDetail(
  differences: Partial<DeploymentDetail>,
  toldSources: Source[] = [],
) {
  renderInTestApp(
    <DeploymentDetailView
      detail={detailOf(deploymentOf('production'), differences)}
      toldSources={toldSources}
    />,
  );
  await screen.findByRole('region', { name: 'History' });
}

describe('DeploymentDetailView', () => {
  it('says first why it is not healthy, and what helps', async () => {
    await renderDetail({
      explanation: {
        sentence: 'The image cannot be pulled.',
        severity: 'problem',
        advice: 'Check that it exists.',
      },
    });
    expect(screen.getByText('The image cannot be pulled.')).toBeVisible();
    expect(screen.getByText('Check that it exists.')).toBeVisible();
  });

  it('explains nothing where nothing is wrong', async () => {
    await renderDetail({});
    expect(screen.queryByText('It is healthy.')).not.toBeInTheDocument();
  });

  it('tells its own sources, but not those that the page told already', async () => {
    const stale = { status: 'stale' as const, asOf: minutesAgo(70) };
    const main = { ...stale, name: 'main', message: 'the cluster is away' };
    const github = { ...stale, name: 'GitHub', message: 'GitHub is away' };
    await renderDetail({ sources: [main, github] }, [main]);
    expect(screen.getByText('Last seen 1 h ago: GitHub is away')).toBeVisible();
    expect(screen.queryByText(/the cluster is away/)).not.toBeInTheDocument();
  });

  it('marks the current step of a rollout, with its weight and its analyses', async () => {
    await renderDetail({ rollouts: [exampleRollout()] });
    const steps = screen.getByRole('list', { name: 'Steps of order-service' });
    const items = within(steps).getAllByRole('listitem');
    expect(items.map(item => item.textContent)).toEqual([
      '1. Set weight to 10 % (done)',
      '2. Pause for 5 min (done)',
      '3. Set weight to 30 % (done)',
      '4. Pause until promoted (now)',
      '5. Set weight to 60 % (to come)',
      '6. Analyse success-rate (to come)',
    ]);
    expect(
      items.filter(item => item.getAttribute('aria-current') === 'step'),
    ).toEqual([items[3]]);
    expect(
      screen.getByRole('meter', { name: 'Traffic of the new version' }),
    ).toHaveAttribute('aria-valuenow', '30');
    expect(
      screen.getByText('30 % of the traffic to the new version'),
    ).toBeVisible();
    const [first] = within(
      screen.getByRole('list', { name: 'Analyses' }),
    ).getAllByRole('listitem');
    expect(first).toHaveTextContent(/^success-rateFailed/);
    expect(first).toHaveTextContent('success-rate: 0.92');
  });

  it('shows the objects as a tree that the keyboard opens and closes', async () => {
    await renderDetail({ resources: exampleResources(), totalResources: 6 });
    const pod = () => screen.queryByText(/^Pod order-service-.*-x2x9p$/);
    expect(screen.getByText('Deployment (1) · 3 not healthy')).toBeVisible();
    expect(pod()).toBeVisible();
    expect(screen.getByText(/^Back-off pulling image/)).toBeVisible();
    expect(screen.getByText('No longer in Git')).toBeVisible();

    const toggle = screen.getByRole('button', {
      name: 'What Deployment order-service made',
    });
    expect(toggle).toHaveAttribute('aria-expanded', 'true');
    act(() => toggle.focus());
    await userEvent.keyboard('{Enter}');
    expect(toggle).toHaveAttribute('aria-expanded', 'false');
    expect(pod()).not.toBeInTheDocument();
    await userEvent.keyboard(' ');
    expect(pod()).toBeVisible();
  });

  it('shows 30 objects, and all of them when asked', async () => {
    const resources = Array.from({ length: 50 }, (_, index) =>
      resourceOf('ConfigMap', `flags-${index}`),
    );
    await renderDetail({ resources, totalResources: 812 });
    expect(screen.getAllByText(/^flags-/)).toHaveLength(30);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all 50 objects' }),
    );
    expect(screen.getAllByText(/^flags-/)).toHaveLength(50);
    expect(screen.getByText(/^These are 50 of 812 objects/)).toBeVisible();
  });

  it('marks warnings among the events, counts repeats, and shows more when asked', async () => {
    await renderDetail({ events: exampleEvents(7) });
    const events = within(screen.getByRole('region', { name: 'Events' }));
    expect(events.getAllByRole('listitem')).toHaveLength(5);
    const [latest] = events.getAllByRole('listitem');
    expect(latest).toHaveTextContent('Warning: BackOff');
    expect(latest).toHaveTextContent('12 times since 40 min');
    await userEvent.click(
      events.getByRole('button', { name: 'Show more events (2)' }),
    );
    expect(events.getAllByRole('listitem')).toHaveLength(7);
  });

  it('tells the past deployments, the current one marked', async () => {
    await renderDetail({});
    const history = within(screen.getByRole('region', { name: 'History' }));
    const [current, manual, chart] = history.getAllByRole('listitem');
    expect(current).toHaveTextContent(/v1\.9\.0.*Current/);
    expect(current).toHaveTextContent(/Ana Almeida.*3 h ago.*automated/);
    expect(
      within(current).getByRole('link', { name: /^Let a customer/ }),
    ).toHaveAttribute('href', exampleHistory()[0].commit?.url);
    expect(manual).toHaveTextContent(/v1\.8\.2.*fedcba9.*ben/);
    expect(chart).toHaveTextContent('12.4.1-rc.10');
  });

  it('says what it waits for where there is nothing', async () => {
    await renderDetail({ resources: [], totalResources: 0, history: [] });
    expect(screen.getByText(/^It consists of no objects yet/)).toBeVisible();
    expect(screen.getByText(/^Nothing was reported of late/)).toBeVisible();
    expect(screen.getByText(/^It was not deployed yet/)).toBeVisible();
  });

  it('S10: shows what others wrote as text, and follows no link that runs a script', async () => {
    const { text, link } = hostile;
    const [entry] = exampleHistory();
    const rollout = exampleRollout({ name: text, message: text });
    const deployment = deploymentOf('production', {
      confirmed: false,
      confirmationProblem: text,
      conditions: [{ type: text, message: text }],
      operation: { phase: 'Error', message: text, automated: false },
      links: { argocd: link, repository: link, commit: link, external: [link] },
    });
    await renderDetail({
      deployment,
      explanation: { sentence: text, severity: 'problem', advice: text },
      rollouts: [rollout],
      resources: [resourceOf(text, text, { message: text })],
      events: [{ ...exampleEvents(1)[0], reason: text, message: text }],
      history: [
        {
          ...entry,
          commit: {
            revision: entry.revision,
            title: text,
            author: text,
            url: link,
          },
        },
      ],
    });
    expect(document.querySelector('img')).toBeNull();
    expect(
      within(screen.getByRole('region', { name: 'History' })).getAllByText(
        text,
      ),
    ).toHaveLength(2);
    expect(screen.queryAllByRole('link')).toEqual([]);
  });
});
