import type { KnownLevel } from '../facts.js';
import { withReasonedLevel } from './disclosed.js';

const decided: readonly KnownLevel[] = [
  {
    level: 'enhanced',
    decidedAt: '2026-06-22T10:00:00.000Z',
    effectiveFrom: '2026-06-22',
    rationale: 'more support was needed',
  },
  {
    level: 'standard',
    decidedAt: '2026-09-15T10:00:00.000Z',
    effectiveFrom: '2026-09-15',
    rationale: 'progress',
  },
];
const content = { whatMatters: 'music', cpa: { social: 'a club', level: 'enhanced' } };

describe('the level in a disclosed copy', () => {
  it('CPA-42: stands with its day and its reasons, as they were when the version was published', () => {
    expect(withReasonedLevel(content, '2026-07-01T09:00:00.000Z', decided)).toEqual({
      whatMatters: 'music',
      cpa: {
        social: 'a club',
        level: { level: 'enhanced', effectiveFrom: '2026-06-22', rationale: 'more support was needed' },
      },
    });
  });

  it('CPA-42: does not stand there alone', () => {
    const bare = { whatMatters: 'music', cpa: { social: 'a club' } };
    expect(withReasonedLevel(content, '2026-06-01T09:00:00.000Z', decided)).toEqual(bare);
    expect(withReasonedLevel(content, '2026-07-01T09:00:00.000Z', [])).toEqual(bare);
    const [{ rationale: _, ...unreasoned } = decided[1] as KnownLevel] = decided;
    expect(withReasonedLevel(content, '2026-07-01T09:00:00.000Z', [unreasoned])).toEqual(bare);
    expect(withReasonedLevel(bare, '2026-07-01T09:00:00.000Z', decided)).toEqual(bare);
  });
});
