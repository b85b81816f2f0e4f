import { UsedAssertions } from './used-assertions.js';

describe('an assertion', () => {
  it('is used once, by each client for itself, until it is over', () => {
    const used = new UsedAssertions();
    expect(used.use('one', 'jti', 300, 0)).toBe(true);
    expect(used.use('one', 'jti', 300, 300)).toBe(false);
    expect(used.use('another', 'jti', 300, 0)).toBe(true);
    expect(used.use('one', 'jti', 700, 301)).toBe(true);
  });
});
