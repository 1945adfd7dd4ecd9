import { useEffect, useState } from 'react';

/** The current time, renewed every `intervalMilliseconds`, so that ages on the screen stay true. */
export function useNow(intervalMilliseconds = 1000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), intervalMilliseconds);
    return () => clearInterval(timer);
  }, [intervalMilliseconds]);
  return now;
}
