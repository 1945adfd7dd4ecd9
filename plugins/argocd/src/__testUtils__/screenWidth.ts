type Listener = () => void;

const listeners = new Set<Listener>();
let width = 1440;

/** Gives the screen of the tests another width. */
export function resizeScreenTo(pixels: number): void {
  width = pixels;
  listeners.forEach(listener => listener());
}

// jsdom has no media queries. The components look for them when they are loaded: import this before them.
Object.defineProperty(window, 'matchMedia', {
  value: (query: string) => {
    const minimum = /min-width: (\d+)px/.exec(query)?.[1];
    return {
      media: query,
      get matches() {
        return minimum !== undefined && width >= Number(minimum);
      },
      addEventListener: (_: string, listener: Listener) =>
        listeners.add(listener),
      removeEventListener: (_: string, listener: Listener) =>
        listeners.delete(listener),
      addListener: (listener: Listener) => listeners.add(listener),
      removeListener: (listener: Listener) => listeners.delete(listener),
    };
  },
});
