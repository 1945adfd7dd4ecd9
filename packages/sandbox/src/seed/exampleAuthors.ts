import type { ExampleAuthor } from './exampleService.ts';

/** Name and address of the people in the commits; the same as in `catalog/org.yaml`. */
export const exampleAuthors = {
  ana: { name: 'Ana Costa', email: 'ana@acme.example' },
  ben: { name: 'Ben Fischer', email: 'ben@acme.example' },
  pia: { name: 'Pia Lindqvist', email: 'pia@acme.example' },
} as const satisfies Record<ExampleAuthor, { name: string; email: string }>;
