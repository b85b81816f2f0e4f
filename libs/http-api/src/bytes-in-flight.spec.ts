import { BytesInFlight } from './bytes-in-flight.js';

describe('bytes in flight', () => {
  it('are no more than there is room for, and come back once', () => {
    const bytes = new BytesInFlight(100);
    const giveBack = bytes.take('a', 60);
    expect(bytes.take('b', 41)).toBeUndefined();
    expect(bytes.take('b', 40)).toBeDefined();
    giveBack?.();
    giveBack?.();
    expect(bytes.taken).toBe(40);
    expect(bytes.take('c', 61)).toBeUndefined();
    expect(bytes.take('c', 60)).toBeDefined();
  });

  it('are held by one sender up to an eighth of the whole, and one body always', () => {
    const bytes = new BytesInFlight(80);
    expect(bytes.take('a', 5)).toBeDefined();
    expect(bytes.take('a', 6)).toBeUndefined();
    expect(bytes.take('a', 5)).toBeDefined();
    expect(bytes.take('b', 40)).toBeDefined();
    expect(bytes.take('b', 1)).toBeUndefined();
  });
});
