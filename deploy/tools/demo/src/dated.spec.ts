import { movedBy, weeksBetween } from './dated.js';

describe('a command file of another day', () => {
  it('has every date moved, and nobody’s birthday', () => {
    const file = '{"at": "2026-01-05T09:00:00.000Z", "knownAt=2026-12-31&x": "born 1941-05-04, card 2026-1"}';
    expect(movedBy(file, 7)).toBe(
      '{"at": "2026-01-12T09:00:00.000Z", "knownAt=2027-01-07&x": "born 1941-05-04, card 2026-1"}',
    );
    expect(movedBy(file, -35)).toContain('2025-12-01T09:00:00.000Z');
  });

  it('is moved by whole weeks, so that no Monday becomes a Sunday', () => {
    expect(weeksBetween('2026-01-05', '2026-01-18')).toBe(7);
    expect(weeksBetween('2026-01-05', '2025-12-02')).toBe(-35);
  });
});
