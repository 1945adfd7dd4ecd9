/** A streaming list ended, or went on as a watch, without having told that it is complete. */
export class UnfinishedListError extends Error {
  constructor() {
    super('The API server did not complete the list.');
    this.name = 'UnfinishedListError';
  }
}
