import { NO_HASH } from '@carethread/ledger';
import { headLines, heldAgainst, summaryOf, type ComparedLog } from './held-heads.js';

const hash = (letter: string): string => letter.repeat(64);
const head = (position: number, logHash = hash('a')) => ({
  service: 'risk',
  position,
  logHash,
  at: '2026-03-02T09:00:00.000Z',
});
const log: ComparedLog = { end: 5, hashAt: (position) => (position <= 5 ? hash('a') : undefined) };

describe('a log that is held against a head', () => {
  it('PLAT-05: holds one at or before its end', () => {
    expect(heldAgainst(log, head(5))).toEqual({ ...head(5), valid: true });
    expect(heldAgainst(log, head(3))).toEqual({ ...head(3), valid: true });
  });

  it('PLAT-05: that ends before the head says where, and never that an event was replaced', () => {
    expect(heldAgainst(log, head(9))).toEqual({
      ...head(9),
      valid: false,
      older: true,
      reason:
        'the log ends at position 5, the head is of position 9: older than the head, or its last events are missing',
    });
  });

  it('PLAT-05: says that an event was replaced where the hash at the position is another', () => {
    expect(heldAgainst(log, head(5, hash('b')))).toMatchObject({
      valid: false,
      older: false,
      reason: expect.stringContaining('an event at or before this one was replaced'),
    });
  });

  it('says that it cannot be compared beyond an event that is wrong', () => {
    const broken = { ...log, broken: 'the log is wrong at position 6' };
    expect(heldAgainst(broken, head(9))).toMatchObject({
      valid: false,
      older: false,
      reason: 'cannot be compared: the log is wrong at position 6',
    });
    expect(heldAgainst(broken, head(4))).toMatchObject({ valid: true });
  });

  it('that is not there, and a head of an empty log', () => {
    expect(heldAgainst(undefined, head(1))).toMatchObject({ valid: false, reason: 'there is no such log here' });
    expect(heldAgainst(undefined, head(0, NO_HASH))).toMatchObject({ valid: true });
    expect(heldAgainst(log, head(0))).toMatchObject({ valid: false, reason: expect.stringContaining('64 zeros') });
  });

  it('is reported as missing where it is older, as wrong else', () => {
    const older = heldAgainst(log, head(9));
    const other = heldAgainst(log, head(5, hash('b')));
    expect(headLines([older, other, heldAgainst(log, head(5))], 'heads')).toEqual([
      expect.stringMatching(/^MISSING head {2}\{"service":"risk","position":9.*the log ends at position 5/),
      expect.stringMatching(/^WRONG {3}head {2}\{"service":"risk","position":5.*was replaced/),
      '1 of 3 heads found in the logs',
    ]);
    expect(headLines([], 'heads')).toEqual(['0 of 0 heads found in the logs', 'WRONG   there is no head in heads']);
    expect(summaryOf([older], 'the export is')).toContain('ends before 1 of 1 heads');
    expect(summaryOf([older, other], 'the export is')).toBeUndefined();
  });
});
