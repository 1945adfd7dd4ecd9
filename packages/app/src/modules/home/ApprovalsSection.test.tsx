import { operationSummarySchema } from '@golden-path/plugin-operations-common';
import { waitingOperation } from '@golden-path/plugin-operations-react/testUtils';
import { screen } from '@testing-library/react';
import { failure, renderHome, section } from './__testUtils__/renderHome';

const items = ['1', '2', '3', '4'].map(id =>
  operationSummarySchema.parse(
    waitingOperation({ id, title: `Promote v${id} to production` }),
  ),
);

describe('ApprovalsSection', () => {
  it('shows the latest that wait for me, how many there are, and the way to all', async () => {
    const approvals = jest.fn(async () => ({ items }));
    renderHome({ approvals });

    const approvalsSection = await section('Approvals (4)');
    expect(
      approvalsSection.getByRole('link', { name: 'Promote v1 to production' }),
    ).toHaveAttribute('href', '/operations/1');
    expect(
      approvalsSection.getByRole('button', {
        name: 'Approve Promote v3 to production',
      }),
    ).toBeInTheDocument();
    expect(
      approvalsSection.queryByText('Promote v4 to production'),
    ).not.toBeInTheDocument();
    expect(
      approvalsSection.getByRole('link', { name: 'All approvals' }),
    ).toHaveAttribute('href', '/approvals');
    expect(approvals).toHaveBeenCalledWith(
      { decidable: true, limit: 100 },
      expect.anything(),
    );
  });

  it('is not there when nothing waits', async () => {
    renderHome();
    expect(await screen.findByText('v1.8.0')).toBeInTheDocument();
    expect(
      screen.queryByRole('heading', { name: /Approvals/ }),
    ).not.toBeInTheDocument();
  });

  it('says when it is not known what waits, and fails alone', async () => {
    renderHome({ approvals: failure });
    expect(
      await (await section('Approvals')).findByRole('alert'),
    ).toHaveTextContent('Approvals could not be loaded');
    expect(await screen.findByText('v1.8.0')).toBeInTheDocument();
  });
});
