import type { Deployment } from '@golden-path/plugin-argocd-common';
import { StatusWord } from '@golden-path/plugin-platform-react';
import { RiErrorWarningLine } from '@remixicon/react';

/** Options of {@link NotConfirmedNote}. */
export interface NotConfirmedNoteProps {
  deployment: Pick<
    Deployment,
    'application' | 'confirmed' | 'confirmationProblem'
  >;
  /** The entity that the page is about. */
  entityRef: string;
}

/** Marks what an entity claims as its own while the other side does not agree, and says what would confirm it. */
export function NotConfirmedNote(props: NotConfirmedNoteProps) {
  const { application, confirmed, confirmationProblem } = props.deployment;
  if (confirmed) {
    return null;
  }
  return (
    <StatusWord
      icon={RiErrorWarningLine}
      tone="warning"
      label="Not confirmed for this service"
      explanation={
        confirmationProblem ??
        `${application.name} does not say that it belongs here. Whoever may change it confirms it with the annotation backstage.io/entity-ref: ${props.entityRef}`
      }
    />
  );
}
