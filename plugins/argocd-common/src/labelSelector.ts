/** One condition of a label selector. */
export interface LabelRequirement {
  key: string;
  operator: 'in' | 'notin' | 'exists' | 'absent';
  values: string[];
}

const key = '[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?';
const value = '[A-Za-z0-9._-]*';
const forms: {
  pattern: RegExp;
  operator: (sign: string) => LabelRequirement['operator'];
}[] = [
  {
    pattern: new RegExp(
      `^(?<key>${key})\\s*(?<sign>==?|!=)\\s*(?<values>${value})$`,
    ),
    operator: sign => (sign === '!=' ? 'notin' : 'in'),
  },
  {
    pattern: new RegExp(
      `^(?<key>${key})\\s+(?<sign>in|notin)\\s*\\((?<values>[A-Za-z0-9._,\\s-]*)\\)$`,
    ),
    operator: sign => (sign === 'notin' ? 'notin' : 'in'),
  },
  {
    pattern: new RegExp(`^(?<sign>!?)\\s*(?<key>${key})$`),
    operator: sign => (sign === '!' ? 'absent' : 'exists'),
  },
];

/**
 * Reads a label selector in the notation of Kubernetes; undefined for anything else.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function parseLabelSelector(
  selector: string,
): LabelRequirement[] | undefined {
  // A comma inside of parentheses separates values, not conditions.
  const conditions = selector.split(/,(?![^(]*\))/).map(part => part.trim());
  const requirements = conditions.map(parseRequirement);
  return requirements.every(requirement => requirement !== undefined)
    ? requirements
    : undefined;
}

/** Whether labels meet all conditions. A label that is missing meets `!=` and `notin`, as in Kubernetes. */
export function matchesLabels(
  requirements: readonly LabelRequirement[],
  labels: Readonly<Record<string, string>>,
): boolean {
  return requirements.every(({ key: name, operator, values }) => {
    const label = Object.hasOwn(labels, name) ? labels[name] : undefined;
    switch (operator) {
      case 'in':
        return label !== undefined && values.includes(label);
      case 'notin':
        return label === undefined || !values.includes(label);
      case 'exists':
        return label !== undefined;
      default:
        return label === undefined;
    }
  });
}

function parseRequirement(condition: string): LabelRequirement | undefined {
  for (const { pattern, operator } of forms) {
    const groups = pattern.exec(condition)?.groups;
    if (groups) {
      return {
        key: groups.key,
        operator: operator(groups.sign),
        values: groups.values?.split(',').map(text => text.trim()) ?? [],
      };
    }
  }
  return undefined;
}
