import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createTestCreation } from '../__testUtils__/createTestCreation';
import { createFailureReportAction } from './createFailureReportAction';

type Test = ReturnType<typeof createTestCreation>;

async function run(
  test: Test,
  options: { person?: string; checked?: boolean | string } = {},
) {
  const context = {
    ...createMockActionContext({
      input: {
        name: 'invoice-service',
        owner: 'team-orders',
        ...('checked' in options ? { checked: options.checked } : {}),
      },
    }),
    logger: mockServices.logger.mock(),
    getInitiatorCredentials: async () =>
      mockCredentials.user(`user:default/${options.person ?? 'ana'}`),
  };
  await createFailureReportAction(test).handler({
    ...context,
    // The handler only logs; a full logger of another library is not needed for that.
    logger: context.logger as never,
  });
  return context;
}

const component = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'invoice-service', namespace: 'default' },
  spec: {},
};

describe('platform:failure:report', () => {
  it('says that a repository exists to which nothing was pushed', async () => {
    const test = createTestCreation();
    test.repositories.set('invoice-service', {
      url: 'https://git.example.com/acme/invoice-service',
      empty: true,
      defaultBranch: 'main',
    });
    const { output, logger } = await run(test, { checked: true });

    const line =
      'GitHub: https://git.example.com/acme/invoice-service exists but nothing was pushed to it. To remove it: "Delete this repository" in https://git.example.com/acme/invoice-service/settings';
    expect(output).toHaveBeenCalledWith('leftovers', [line]);
    expect(logger.warn).toHaveBeenCalledWith(line);
  });

  it('says all that exists, last made first', async () => {
    const test = createTestCreation({ entities: [component] });
    test.repositories.set('invoice-service', {
      url: 'https://git.example.com/acme/invoice-service',
      empty: false,
      defaultBranch: 'main',
    });
    test.applications.set('invoice-service-staging', {
      instance: 'main',
      name: 'invoice-service-staging',
      cluster: 'sandbox',
      namespace: 'argocd',
    });
    const { output } = await run(test, { checked: true });

    expect(output).toHaveBeenCalledWith('leftovers', [
      expect.stringContaining(
        'component:default/invoice-service is registered',
      ),
      expect.stringContaining(
        'kubectl --context sandbox --namespace argocd delete applications.argoproj.io invoice-service-staging',
      ),
      expect.stringContaining('acme/invoice-service exists.'),
    ]);
  });

  it.each([undefined, '', '${{ steps.check.output.available }}'])(
    'does not blame the run for what was there before its check (%p)',
    async checked => {
      const test = createTestCreation({ entities: [component] });
      const { output, logger } = await run(test, { checked });

      expect(output).toHaveBeenCalledWith('leftovers', []);
      expect(logger.info).toHaveBeenCalledWith(
        'Nothing was made: the run ended before its first effect.',
      );
      expect(test.findRepository).not.toHaveBeenCalled();
    },
  );

  it('says what it could not see', async () => {
    const test = createTestCreation();
    test.findRepository.mockRejectedValue(new Error('connection refused'));
    const { output } = await run(test);

    expect(output).toHaveBeenCalledWith('leftovers', [
      'Could not look everywhere. GitHub: connection refused',
    ]);
  });

  it('denies ben, who is not in team-orders', async () => {
    await expect(
      run(createTestCreation(), { person: 'ben' }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
  });
});
