import { keysInForce } from './signing-keys.js';

const FIRST = { keyId: 'first', since: '2026-01-01T00:00:00.000Z' };
const SECOND = { keyId: 'second', since: '2026-03-01T00:00:00.000Z' };

describe('the keys that sign (PLAT-13)', () => {
  it('is one, and two for 14 days after a rotation, the newest first', () => {
    expect(keysInForce([FIRST], '2026-02-01T00:00:00.000Z')).toEqual(['first']);
    expect(keysInForce([FIRST, SECOND], '2026-03-14T23:59:59.999Z')).toEqual(['second', 'first']);
    expect(keysInForce([FIRST, SECOND], '2026-03-15T00:00:00.000Z')).toEqual(['second']);
    expect(keysInForce([], '2026-03-15T00:00:00.000Z')).toEqual([]);
  });
});
