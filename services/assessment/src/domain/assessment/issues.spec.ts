import fc from 'fast-check';
import { changesAnything, findingsAt, issueAt, issuesBroughtBy, type Correction } from './issues.js';

const IDS = ['f1', 'f2'] as const;
const findings = IDS.map((findingId) => ({ findingId, statement: 'as found' }));
const DAYS = ['2026-02-01', '2026-02-02', '2026-02-03', '2026-02-04'] as const;

const wanted = fc.record({
  findingId: fc.constantFrom(...IDS),
  to: fc.constantFrom('as found', 'x', 'y'),
  effectiveFrom: fc.constantFrom(...DAYS),
});

/** As they are recorded one after the other; what is so already is not recorded. */
function recorded(all: readonly Pick<Correction, 'findingId' | 'to' | 'effectiveFrom'>[]): readonly Correction[] {
  return all.reduce<readonly Correction[]>((before, one) => {
    const further = { ...one, from: '', reason: 'r', issue: 0, issues: [] };
    return changesAnything(findings, before, further)
      ? [...before, { ...further, issues: issuesBroughtBy(findings, before, further) }]
      : before;
  }, []);
}

/** Looks at each finding alone: of the corrections that have begun, the latest day; of one day, the last that was recorded. */
function naively(corrections: readonly Correction[], day: string): readonly string[] {
  return IDS.map((findingId) => {
    let statement = 'as found';
    for (const one of DAYS.filter((each) => each <= day))
      for (const correction of corrections)
        if (correction.findingId === findingId && correction.effectiveFrom === one) statement = correction.to;
    return statement;
  });
}

const at = (day: string): string => `${day}T12:00:00.000Z`;
const read = (corrections: readonly Correction[], day: string): readonly string[] =>
  findingsAt(findings, corrections, at(day)).map(({ statement }) => statement);

describe('corrections of an assessment', () => {
  it('R11: hold in the order of their effect, then of their recording, in whatever order they are recorded', () => {
    fc.assert(
      fc.property(fc.array(wanted, { maxLength: 8 }), (all) => {
        const corrections = recorded(all);
        for (const day of ['2026-01-31', ...DAYS]) expect(read(corrections, day)).toEqual(naively(corrections, day));
      }),
      { numRuns: 500 },
    );
  });

  it('R11: an issue number names one content, whenever it is asked for, and a content one number', () => {
    fc.assert(
      fc.property(fc.array(wanted, { maxLength: 8 }), (all) => {
        const corrections = recorded(all);
        const named = new Map<number, string>();
        const numbered = new Map<string, number>();
        for (let known = 0; known <= corrections.length; known++)
          for (const day of ['2026-01-31', ...DAYS]) {
            const then = corrections.slice(0, known);
            const [content, issueNo] = [read(then, day).join('|'), issueAt(findings, then, at(day))];
            expect(named.get(issueNo) ?? content).toBe(content);
            expect(numbered.get(content) ?? issueNo).toBe(issueNo);
            named.set(issueNo, content);
            numbered.set(content, issueNo);
          }
      }),
      { numRuns: 500 },
    );
  });

  it('R11: one that was stored with its number alone keeps it, for what it said then', () => {
    const stored = (to: string, effectiveFrom: string, issue: number): Correction => ({
      ...{ findingId: 'f1', from: '', to, reason: 'r' },
      effectiveFrom,
      issue,
    });
    const old = [stored('x', '2026-02-03', 2), stored('y', '2026-02-01', 3)];
    expect(['2026-01-31', '2026-02-01', '2026-02-03'].map((day) => issueAt(findings, old, at(day)))).toEqual([1, 3, 2]);
    const further = { ...stored('z', '2026-02-04', 0), issues: [] };
    expect(issuesBroughtBy(findings, old, further)).toEqual([4]);
  });
});
