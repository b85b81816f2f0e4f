import { BusUnavailable, LogUnavailable, ViewLost, ViewsUnavailable } from '@carethread/event-sourcing';
import { isOutage } from './outage.js';

const withCode = (code: string): Error => Object.assign(new Error('said by a driver'), { code });

describe('an outage', () => {
  it.each([
    new ViewsUnavailable('MongoDB cannot be reached'),
    new ViewLost('the view was wiped'),
    new BusUnavailable('the bus did not take it'),
    new LogUnavailable('the log cannot be used', { cause: withCode('ECONNREFUSED') }),
    withCode('ECONNRESET'),
    withCode('57P03'),
    withCode('08006'),
    new Error('Connection terminated unexpectedly'),
    new Error('a key could not be read', { cause: withCode('ETIMEDOUT') }),
  ])('is what may be over at the next attempt: %s', (error) => {
    expect(isOutage(error)).toBe(true);
  });

  it.each([
    new TypeError('undefined is not a function'),
    new LogUnavailable('an event of more than 524288 bytes cannot be stored'),
    withCode('23505'),
    'a word',
    undefined,
  ])('is not what will fail again for ever: %s', (error) => {
    expect(isOutage(error)).toBe(false);
  });
});
