import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import type {
  NameAvailability,
  NameCheck,
} from '@golden-path/plugin-platform-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { platformApiRef } from '../../api';
import { ServiceNameField } from './ServiceNameField';

const Form = () => {
  const [name, setName] = useState<string | undefined>();
  // The form gives its fields much more; the field uses only these.
  const props = {
    schema: { title: 'Name' },
    uiSchema: {},
    idSchema: { $id: 'root_name' },
    required: true,
    formData: name,
    onChange: setName,
  } as unknown as FieldExtensionComponentProps<string>;
  return <ServiceNameField {...props} />;
};

const free: NameCheck[] = [
  { system: 'catalog', status: 'free', message: 'The catalog has none.' },
  { system: 'repository', status: 'free', message: 'GitHub has none.' },
  { system: 'application', status: 'free', message: 'Argo CD has none.' },
];

function renderField(
  getNameAvailability: (name: string) => Promise<NameAvailability>,
) {
  const asked = jest.fn(getNameAvailability);
  renderInTestApp(<Form />, {
    apis: [
      [
        platformApiRef,
        {
          getNameAvailability: asked,
          listEnvironments: async () => ({ items: [] }),
        },
      ],
    ],
  });
  return asked;
}

const type = async (name: string) =>
  userEvent.type(await screen.findByRole('textbox', { name: /Name/ }), name);

describe('ServiceNameField', () => {
  it('says that a name is free, once the typing pauses', async () => {
    const asked = renderField(async name => ({
      name,
      available: true,
      checks: free,
    }));
    await type('invoice-service');

    expect(
      await screen.findByText('free in catalog, GitHub and cluster'),
    ).toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveAttribute('aria-live', 'polite');
    expect(asked.mock.calls).toEqual([['invoice-service']]);
  });

  it('says what is taken and where', async () => {
    renderField(async name => ({
      name,
      available: false,
      checks: [
        free[0],
        {
          system: 'repository',
          status: 'taken',
          message: 'GitHub has a repository acme/order-service already.',
          url: 'https://git.example.com/acme/order-service',
        },
        free[2],
      ],
    }));
    await type('order-service');

    expect(
      await screen.findByText(
        /GitHub has a repository acme\/order-service already/,
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('link')).toHaveAttribute(
      'href',
      'https://git.example.com/acme/order-service',
    );
    expect(screen.getByRole('textbox')).toHaveAttribute('aria-invalid', 'true');
    expect(screen.queryByText(/free in catalog/)).not.toBeInTheDocument();
  });

  it('says the rule for a name that breaks it, and asks nobody', async () => {
    const asked = renderField(async name => ({
      name,
      available: true,
      checks: free,
    }));
    await type('Order');

    expect(
      await screen.findByText(
        /'Order' cannot be the name of a service: use 1 to 40 lowercase/,
      ),
    ).toBeInTheDocument();
    expect(asked).not.toHaveBeenCalled();
  });

  it('warns where a system did not answer, and lets people go on', async () => {
    renderField(async name => ({
      name,
      available: true,
      checks: [
        free[0],
        {
          system: 'repository',
          status: 'unknown',
          message: 'Could not ask GitHub: no answer within 3 s',
        },
      ],
    }));
    await type('order');

    expect(await screen.findByText(/no answer within 3 s/)).toBeInTheDocument();
    expect(screen.getByText(/You can go on/)).toBeInTheDocument();
    expect(screen.getByRole('textbox')).not.toHaveAttribute('aria-invalid');
  });

  it('says why it could not look at all', async () => {
    renderField(async () => {
      throw new Error('The portal does not answer.');
    });
    await type('order');

    expect(
      await screen.findByText(/The portal does not answer\. You can go on/),
    ).toBeInTheDocument();
  });
});
