/** Draws one service after the other. */
export type ServiceSequence = () => number;

/** Each service is as likely as the others. */
export function uniform(
  services: number,
  random: () => number,
): ServiceSequence {
  return () => Math.floor(random() * services);
}

/** The n-th service is drawn with a probability proportional to 1/n: a few are looked at by everyone. */
export function zipf(services: number, random: () => number): ServiceSequence {
  const sums = new Float64Array(services);
  let sum = 0;
  for (let service = 0; service < services; service += 1) {
    sum += 1 / (service + 1);
    sums[service] = sum;
  }
  return () => {
    const drawn = random() * sum;
    let low = 0;
    let high = services - 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (sums[middle] < drawn) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  };
}
