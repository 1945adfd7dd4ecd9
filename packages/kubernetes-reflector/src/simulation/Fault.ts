/** What goes wrong with one request. */
export type Fault =
  | { readonly type: 'none' }
  | { readonly type: 'no connection' }
  | { readonly type: 'no answer' }
  | {
      readonly type: 'status';
      readonly status: number;
      readonly retryAfterSeconds?: number;
    }
  /** The answer breaks off at a byte, or after a time, whichever comes first. */
  | {
      readonly type: 'cut';
      readonly how: 'reset' | 'silence' | 'clean end';
      readonly atByte: number;
      readonly afterMilliseconds: number;
    }
  /** One line of the answer is another one. */
  | {
      readonly type: 'line';
      readonly line: 'garbage' | 'gone' | 'error';
      readonly atLine: number;
    }
  | { readonly type: 'duplicates' };

/** What the simulated server is asked for. */
export type RequestKind =
  | 'streaming list'
  | 'first page'
  | 'next page'
  | 'history check'
  | 'watch';
