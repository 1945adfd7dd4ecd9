type Listener = (query: { matches: boolean }) => void;

/** Who wants to know, with the query that they ask. */
const listeners = new Map<Listener, string>();
let width = 1440;

/** Gives the screen of the tests another width. */
export function resizeScreenTo(pixels: number): void {
  width = pixels;
  listeners.forEach((query, listener) => listener({ matches: matches(query) }));
}

function matches(query: string): boolean {
  const minimum = /min-width: (\d+)px/.exec(query)?.[1];
  return minimum !== undefined && width >= Number(minimum);
}

// jsdom has no media queries. The components look for them when they are loaded: import this before them.
Object.defineProperty(window, 'matchMedia', {
  value: (query: string) => {
    const add = (listener: Listener) => listeners.set(listener, query);
    const remove = (listener: Listener) => listeners.delete(listener);
    return {
      media: query,
      matches: matches(query),
      addEventListener: (_: string, listener: Listener) => add(listener),
      removeEventListener: (_: string, listener: Listener) => remove(listener),
      addListener: add,
      removeListener: remove,
    };
  },
});
