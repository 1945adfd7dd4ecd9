// @ts-check
/** A failure that the reader can do something about: what happened, and what to do next. */
export class LaunchError extends Error {
  name = 'LaunchError';

  /**
   * @param {string} message what happened
   * @param {string} advice what to do next
   */
  constructor(message, advice) {
    super(message);
    this.advice = advice;
  }
}
