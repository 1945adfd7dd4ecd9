import type { ExampleAuthor } from './exampleService.ts';

/** Name and address of the people in the commits; the same as in `catalog/org.yaml`. */
export const exampleAuthors = {
  ana: { name: 'Ana Silva', email: 'ana@acme.example' },
  ben: { name: 'Ben Okafor', email: 'ben@acme.example' },
  pia: { name: 'Pia Novak', email: 'pia@acme.example' },
} as const satisfies Record<ExampleAuthor, { name: string; email: string }>;
