import type { ApprovalRequirement } from '@golden-path/plugin-operations-common';
import { parseEntityRef } from '@backstage/catalog-model';

const numbers = ['No', 'One', 'Two', 'Three', 'Four', 'Five'];

/** Who has to agree, as a sentence: `One person of team-platform has to approve`. */
export function describeApproval(
  { approvers, required }: ApprovalRequirement,
  nameOf: (entityRef: string) => string,
): string {
  const groups = approvers.filter(ref => kindOf(ref) === 'group').map(nameOf);
  const people = approvers.filter(ref => kindOf(ref) !== 'group').map(nameOf);
  const verb = required === 1 ? 'has' : 'have';
  if (groups.length === 0 && people.length === 0) {
    return `${countOf(required)} ${verb} to approve, but nobody may`;
  }
  if (groups.length === 0) {
    return required === 1
      ? `${listOf(people)} has to approve`
      : `${numbers[required] ?? required} of ${listOf(people)} have to approve`;
  }
  const others = people.length > 0 ? `, or ${listOf(people)},` : '';
  return `${countOf(required)} of ${listOf(
    groups,
  )}${others} ${verb} to approve`;
}

function countOf(required: number): string {
  return required === 1
    ? 'One person'
    : `${numbers[required] ?? required} people`;
}

/** `a`, `a or b`, `a, b or c` */
function listOf(names: string[]): string {
  const last = names.at(-1) ?? '';
  return names.length > 1
    ? `${names.slice(0, -1).join(', ')} or ${last}`
    : last;
}

function kindOf(entityRef: string): string {
  return parseEntityRef(entityRef, {
    defaultKind: 'group',
    defaultNamespace: 'default',
  }).kind.toLowerCase();
}
