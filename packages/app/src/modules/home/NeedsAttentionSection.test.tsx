import { screen } from '@testing-library/react';
import {
  deployments,
  failure,
  nothing,
  renderHome,
  section,
} from './__testUtils__/renderHome';

describe('NeedsAttentionSection', () => {
  it('leads to what of my teams needs attention, worst first', async () => {
    const { deployments: mine } = deployments.items[0];
    const attention = jest.fn(async () => ({
      ...nothing,
      items: [
        {
          ...mine[0],
          entityRef: 'component:default/order-service',
          ownerRefs: ['group:default/team-orders'],
          problem: 'Degraded',
        },
      ],
      totalItems: 12,
    }));
    renderHome({ attention });

    const attentionSection = await section('Needs attention (12)');
    expect(
      attentionSection.getByText('order-service · production'),
    ).toBeInTheDocument();
    expect(attentionSection.getByText('Degraded')).toBeInTheDocument();
    expect(
      attentionSection.getByRole('link', {
        name: 'Open order-service · production',
      }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/order-service/delivery?deployment=main/argocd/a',
    );
    expect(
      attentionSection.getByRole('link', { name: 'Show all 12' }),
    ).toHaveAttribute('href', '/deployments?owner=mine&attention=true');
    expect(attention).toHaveBeenCalledTimes(1);
    expect(attention).toHaveBeenCalledWith(
      expect.objectContaining({
        owner: ['user:default/ana', 'group:default/team-orders'],
        needsAttention: true,
        orderBy: 'attention',
        limit: 5,
      }),
    );
  });

  it('is calm when nothing needs attention', async () => {
    renderHome();
    expect(
      await (
        await section('Needs attention')
      ).findByText('Nothing needs attention'),
    ).toBeInTheDocument();
  });

  it('shows the rest when nobody knows what needs attention', async () => {
    renderHome({ attention: failure });
    expect(
      await (await section('Needs attention')).findByRole('alert'),
    ).toHaveTextContent('Deployments could not be loaded');
    expect(await screen.findByText('v1.8.0')).toBeInTheDocument();
  });
});
