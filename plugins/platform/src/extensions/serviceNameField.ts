import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  createFormField,
  FormFieldBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';

/** The form field of templates that is used by `ui:field: ServiceName`. */
export const serviceNameField = FormFieldBlueprint.make({
  name: 'service-name',
  params: {
    field: async () => {
      const { ServiceNameField, validateServiceName } = await import(
        '../components/ServiceNameField'
      );
      return createFormField({
        name: 'ServiceName',
        component: ServiceNameField,
        validation: validateServiceName,
        schema: makeFieldSchema({
          output: z => z.string().describe('The name of a new service'),
        }),
      });
    },
  },
});
