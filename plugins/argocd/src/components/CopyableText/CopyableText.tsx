import { ButtonIcon, VisuallyHidden } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import styles from './CopyableText.module.css';

/** An annotation to copy. */
export function CopyableText(props: { text: string }) {
  const [{ value, error }, copy] = useCopyToClipboard();
  const isCopied = value === props.text && !error;
  return (
    <div className={styles.copyable}>
      <code className={styles.text}>{props.text}</code>
      <ButtonIcon
        size="small"
        variant="tertiary"
        aria-label="Copy the annotation"
        icon={isCopied ? <RiCheckLine /> : <RiFileCopyLine />}
        onPress={() => copy(props.text)}
      />
      <VisuallyHidden role="status">{isCopied ? 'Copied' : ''}</VisuallyHidden>
    </div>
  );
}
