import { Button, Flex, Text, TextField } from '@backstage/ui';
import type { OperationFormProps } from '@golden-path/plugin-operations-react';
import { useState, type FormEvent } from 'react';
import { wantedVersionProblem } from '../../operations/wantedVersionProblem';
import styles from './DeployForm.module.css';

/** Options of {@link DeployForm}. */
export interface DeployFormProps extends Pick<OperationFormProps, 'onChange'> {
  /** Which application is meant. */
  selector: { environment?: string; application?: string };
  /** Versions that are known to exist. */
  suggestions: string[];
}

/** Asks which version is to be deployed. */
export function DeployForm(props: DeployFormProps) {
  const { onChange, selector, suggestions } = props;
  const [image, setImage] = useState('');
  const [isTried, setIsTried] = useState(false);
  const problem = wantedVersionProblem(image);
  const choose = (version: string) => {
    setImage(version);
    onChange({ ...selector, image: version });
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    onChange(problem ? undefined : { ...selector, image: image.trim() });
  };
  return (
    <form onSubmit={onSubmit} className={styles.root}>
      <div className={styles.line}>
        <TextField
          label="Version"
          description={
            isTried && problem
              ? problem
              : 'The tag or the digest of an image that was built.'
          }
          placeholder="v1.9.0"
          autoComplete="off"
          spellCheck="false"
          // The dialog was opened to type this.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          isInvalid={isTried && problem !== undefined}
          value={image}
          onChange={text => {
            setImage(text);
            // The plan of another version must not stand below what is typed.
            onChange(undefined);
          }}
        />
        <Button type="submit" variant="secondary">
          Show the plan
        </Button>
      </div>
      {suggestions.length > 0 && (
        <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
          <Text as="span" variant="body-small" color="secondary">
            Ran before, or elsewhere:
          </Text>
          {suggestions.map(version => (
            <Button
              key={version}
              size="small"
              variant="tertiary"
              onPress={() => choose(version)}
            >
              {version}
            </Button>
          ))}
        </Flex>
      )}
    </form>
  );
}
