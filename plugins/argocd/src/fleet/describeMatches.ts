import { formatCount } from './formatCount';

/** How many deployments match, for those who cannot see the table. */
export function describeMatches(totalItems: number): string {
  switch (totalItems) {
    case 0:
      return 'No deployment matches';
    case 1:
      return '1 deployment matches';
    default:
      return `${formatCount(totalItems)} deployments match`;
  }
}
