import type { Kind } from '@golden-path/plugin-operations-common';
import type { AnyOperationDefinition } from '@golden-path/plugin-operations-node';
import { zodToJsonSchema } from 'zod-to-json-schema';

/** A kind of operation, as people and programs are told of it. */
export function kindOf(definition: AnyOperationDefinition): Kind {
  const { kind, title, description, risk, subject, input } = definition;
  return {
    kind,
    title,
    description,
    risk,
    subject,
    inputSchema: { ...zodToJsonSchema(input.strict()) },
    disabledReason: definition.disabledReason?.(),
  };
}
