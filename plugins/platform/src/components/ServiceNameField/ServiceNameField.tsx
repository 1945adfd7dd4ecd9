import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { TextField } from '@backstage/ui';
import { serviceNameRule } from '@golden-path/plugin-platform-common';
import { useNameAvailability } from '../../hooks/useNameAvailability';
import { NameStatus } from './NameStatus';
import styles from './ServiceNameField.module.css';

/** The name of a new service, with a look whether it is free while it is typed. */
export const ServiceNameField = ({
  onChange,
  required,
  schema,
  uiSchema,
  formData = '',
  rawErrors = [],
  idSchema,
  placeholder,
}: FieldExtensionComponentProps<string>) => {
  const state = useNameAvailability(formData);
  const isTaken = state.status === 'answered' && !state.availability.available;
  const isInvalid =
    state.status === 'invalid' ||
    isTaken ||
    (rawErrors.length > 0 && formData === '');
  return (
    <div className={styles.root}>
      <TextField
        id={idSchema?.$id}
        label={schema.title ?? 'Name'}
        description={
          uiSchema['ui:description'] ??
          schema.description ??
          `The name of the service: ${serviceNameRule}.`
        }
        placeholder={placeholder}
        isRequired={required}
        isInvalid={isInvalid}
        isDisabled={uiSchema['ui:disabled']}
        // eslint-disable-next-line jsx-a11y/no-autofocus -- the template asks for it, for the first field of its form
        autoFocus={uiSchema['ui:autofocus']}
        autoComplete="off"
        spellCheck="false"
        value={formData}
        onChange={value => onChange(value === '' ? undefined : value)}
      />
      <div className={styles.status} role="status" aria-live="polite">
        <NameStatus state={state} />
      </div>
    </div>
  );
};
