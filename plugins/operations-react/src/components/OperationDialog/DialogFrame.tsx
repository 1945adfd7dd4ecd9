import { DialogBody, DialogFooter, DialogHeader } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './OperationDialog.module.css';

/** The parts of a dialog around what one of its steps shows. */
export function DialogFrame(props: {
  title: string;
  footer: ReactNode;
  children: ReactNode;
}) {
  return (
    <>
      <DialogHeader>{props.title}</DialogHeader>
      <DialogBody className={styles.body}>{props.children}</DialogBody>
      <DialogFooter className={styles.footer}>{props.footer}</DialogFooter>
    </>
  );
}
