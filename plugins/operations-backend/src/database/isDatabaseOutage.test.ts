import { isDatabaseOutage } from './isDatabaseOutage';

const coded = (code: string, message = 'it failed') =>
  Object.assign(new Error(message), { code });

describe('isDatabaseOutage', () => {
  it.each([
    ['a server that is down', coded('ECONNREFUSED')],
    ['both addresses of a host', new AggregateError([coded('ECONNREFUSED')])],
    ['a fast stop of the server', coded('57P01')],
    ['a server that starts', coded('57P03')],
    ['too many connections', coded('53300')],
    ['a full disk', coded('53100')],
    ['a standby that is not promoted yet', coded('25006')],
    ['a deadlock', coded('40P01')],
    ['a lost connection', new Error('Connection terminated unexpectedly')],
    [
      'an exhausted pool',
      new Error('Knex: Timeout acquiring a connection. The pool is full.'),
    ],
    [
      'an answer that does not come',
      new Error('Defined query timeout of 3000ms exceeded when running query.'),
    ],
    ['a cause', new Error('no', { cause: coded('ECONNRESET') })],
  ])('is what %s looks like', (_, error) => {
    expect(isDatabaseOutage(error)).toBe(true);
  });

  it.each([
    ['a violated constraint', coded('23505')],
    ['a text that cannot be stored', coded('22021')],
    ['a missing table', coded('42P01')],
    ['a wrong password', coded('28P01')],
    ['a mistake in the code', new TypeError('undefined is not a function')],
    ['something that is no error', 'ECONNREFUSED'],
  ])('is not what %s looks like', (_, error) => {
    expect(isDatabaseOutage(error)).toBe(false);
  });
});
