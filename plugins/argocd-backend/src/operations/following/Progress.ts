/** How far something has come that Argo CD does. */
export type Progress =
  | { readonly type: 'done'; readonly message: string }
  | { readonly type: 'waiting'; readonly message: string }
  | { readonly type: 'failed'; readonly message: string };
