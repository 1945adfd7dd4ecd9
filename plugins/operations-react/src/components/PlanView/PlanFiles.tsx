import { Text } from '@backstage/ui';
import type { PlanFile } from '@golden-path/plugin-operations-common';
import {
  DetailSection,
  ExternalLink,
} from '@golden-path/plugin-platform-react';
import { FileDiff } from './FileDiff';
import styles from './PlanView.module.css';

/** The files that are written, each opening to the lines that change. */
export function PlanFiles({ files }: { files: PlanFile[] }) {
  return (
    <DetailSection isSmall title={files.length === 1 ? 'File' : 'Files'}>
      <ul className={styles.list}>
        {files.map(file => (
          <li
            key={`${file.repository} ${file.branch} ${file.path}`}
            className={styles.file}
          >
            <Text as="span" variant="body-small" className={styles.text}>
              <ExternalLink to={file.url} variant="body-small">
                {file.path}
              </ExternalLink>
            </Text>
            <Text
              as="span"
              variant="body-small"
              color="secondary"
              className={styles.text}
            >
              {file.repository}, branch {file.branch}
            </Text>
            {file.diff && (
              <details className={styles.details}>
                <summary>Show the lines that change</summary>
                <FileDiff diff={file.diff} path={file.path} />
              </details>
            )}
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}
