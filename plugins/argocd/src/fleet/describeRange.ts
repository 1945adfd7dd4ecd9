import { formatCount } from './formatCount';

/** Which rows of all are shown: `51–100 of 3,321`. */
export function describeRange(options: {
  page: number;
  pageSize: number;
  shown: number;
  totalItems: number;
}): string {
  const { page, pageSize, shown, totalItems } = options;
  if (shown === 0) {
    return `0 of ${formatCount(totalItems)}`;
  }
  const first = (page - 1) * pageSize + 1;
  // What is counted may have shrunk since the pages before were shown.
  const last = Math.min(first + shown - 1, Math.max(totalItems, first));
  return `${formatCount(first)}–${formatCount(last)} of ${formatCount(
    totalItems,
  )}`;
}
