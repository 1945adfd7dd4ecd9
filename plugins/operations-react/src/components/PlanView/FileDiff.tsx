import styles from './FileDiff.module.css';

const kinds: Record<string, string> = {
  '+': 'added',
  '-': 'removed',
  '@': 'place',
};

/** A unified diff; its signs tell what the colours tell. */
export function FileDiff(props: { diff: string; path: string }) {
  return (
    <pre
      className={styles.root}
      // What does not fit is scrolled to, also with the keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={`Changes in ${props.path}`}
      role="region"
    >
      {props.diff.split('\n').map((line, index) => (
        // The lines of a diff never change their places.
        // eslint-disable-next-line react/no-array-index-key
        <span key={index} className={styles.line} data-kind={kinds[line[0]]}>
          {line || ' '}
        </span>
      ))}
    </pre>
  );
}
