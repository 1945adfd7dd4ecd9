import type { FieldValidation } from '@rjsf/utils';
import type { NameAvailability } from '@golden-path/plugin-platform-common';
import { validateServiceName } from './validateServiceName';

async function validate(
  name: string,
  answer: () => Promise<NameAvailability>,
): Promise<string[]> {
  const errors: string[] = [];
  const validation: FieldValidation = {
    addError: message => errors.push(message),
  };
  // The validator asks for one API and nothing else of the context.
  const context = {
    apiHolder: { get: () => ({ getNameAvailability: answer }) },
  } as unknown as Parameters<typeof validateServiceName>[2];
  await validateServiceName(name, validation, context);
  return errors;
}

const answer =
  (status: 'free' | 'taken' | 'unknown') =>
  async (): Promise<NameAvailability> => ({
    name: 'order',
    available: status !== 'taken',
    checks: [{ system: 'repository', status, message: `It is ${status}.` }],
  });

describe('validateServiceName', () => {
  it('lets a free name pass', async () => {
    await expect(validate('order', answer('free'))).resolves.toEqual([]);
  });

  it('stops at a name that is taken', async () => {
    await expect(validate('order', answer('taken'))).resolves.toEqual([
      'It is taken.',
    ]);
  });

  it.each(['Order', '..', 'x'.repeat(256), ''])(
    'stops at %p with the rule',
    async name => {
      await expect(validate(name, answer('free'))).resolves.toEqual([
        expect.stringContaining('lowercase letters, digits and hyphens'),
      ]);
    },
  );

  it('goes on where nobody knows', async () => {
    await expect(validate('order', answer('unknown'))).resolves.toEqual([]);
    await expect(
      validate('order', async () => {
        throw new Error('down');
      }),
    ).resolves.toEqual([]);
  });
});
