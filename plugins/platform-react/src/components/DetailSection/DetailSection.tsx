import { Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './DetailSection.module.css';

/** A part of the details with its heading. */
export function DetailSection(props: {
  title: ReactNode;
  /** Whether it is a part of a part, such as a section of a dialog. */
  isSmall?: boolean;
  /** What stands beside the heading. */
  aside?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={styles.root}
      data-small={props.isSmall}
    >
      <div className={styles.header}>
        <Text
          as="h3"
          variant={props.isSmall ? 'body-medium' : 'body-large'}
          weight="bold"
          id={id}
        >
          {props.title}
        </Text>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}
