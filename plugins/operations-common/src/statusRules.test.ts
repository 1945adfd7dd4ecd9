import { riskSchema } from './planSchema';
import { operationStatusSchema } from './schema';
import { isOver, riskTitles, statusRules } from './statusRules';

describe('statusRules', () => {
  it.each([
    ['waiting', false, false],
    ['accepted', false, true],
    ['running', false, true],
    ['succeeded', true, false],
    ['failed', true, false],
    ['cancelled', true, false],
    ['denied', true, false],
    ['expired', true, false],
  ] as const)('%s is over: %s; holds its target: %s', (status, over, holds) => {
    expect(isOver(status)).toBe(over);
    expect(statusRules[status].holdsTarget).toBe(holds);
  });

  it('has words for every status and risk, each its own', () => {
    const titles = operationStatusSchema.options.map(
      status => statusRules[status].title,
    );
    expect(new Set(titles).size).toBe(operationStatusSchema.options.length);
    expect(riskSchema.options.map(risk => riskTitles[risk])).toEqual([
      'Low risk',
      'Medium risk',
      'High risk',
    ]);
  });
});
