/**
 * Writes the tables of the README from `results.json` again.
 *
 *     node tables.mts
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeTables } from './writeTables.mts';

const file = join(import.meta.dirname, 'results.json');
writeTables(JSON.parse(readFileSync(file, 'utf8')));
