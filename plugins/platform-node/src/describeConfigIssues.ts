import type { z } from 'zod';

/**
 * All that is wrong with a part of the configuration, a line each, with its key: `platform.admins[0]: expected …`.
 *
 * @param key - the key that was read, for example `platform`
 */
export function describeConfigIssues(error: z.ZodError, key: string): string[] {
  return error.issues.flatMap(issue =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map(
          name => `${keyOf(key, [...issue.path, name])}: there is no such key`,
        )
      : [`${keyOf(key, issue.path)}: ${issue.message}`],
  );
}

function keyOf(key: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part)}`,
    key,
  );
}
