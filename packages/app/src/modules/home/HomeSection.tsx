import { Box } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './HomeSection.module.css';
import { SectionErrorBoundary } from './SectionErrorBoundary';
import { SectionFailure } from './SectionFailure';

interface HomeSectionProps {
  title: string;
  /** A link or a count at the right of the title. */
  aside?: ReactNode;
  children: ReactNode;
}

/** One section of the home page. It fails alone. */
export const HomeSection = (props: HomeSectionProps) => {
  const titleId = useId();
  return (
    <Box
      as="section"
      bg="neutral"
      aria-labelledby={titleId}
      className={styles.section}
    >
      <header className={styles.header}>
        <h2 id={titleId} className={styles.title}>
          {props.title}
        </h2>
        {props.aside}
      </header>
      <div className={styles.body}>
        <SectionErrorBoundary
          fallback={error => (
            <SectionFailure what={props.title} error={error} />
          )}
        >
          {props.children}
        </SectionErrorBoundary>
      </div>
    </Box>
  );
};
