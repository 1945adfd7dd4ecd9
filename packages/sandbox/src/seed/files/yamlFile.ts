import { stringify } from 'yaml';

/** The text of a YAML file with these documents. Long lines are kept: folding would differ from what people write. */
export function yamlFile(...documents: readonly unknown[]): string {
  return documents
    .map(document => stringify(document, { lineWidth: 0 }))
    .join('---\n');
}
