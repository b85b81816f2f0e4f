import { formatFor } from './copy-format.js';
import type { PlanState } from '../plan/state.js';
import type { Rendition } from '../plan/payloads.js';

const PUBLISHED = '2026-03-02T09:00:00.000Z';
const rendition = (more: Partial<Rendition>): Rendition => ({ issueNo: 1, format: 'easyRead', ...more });

/** The format of the person's copy of version 2, which was proposal 3. */
function format(wanted: readonly string[], renditions: readonly Rendition[], issueNo = 1, corrected?: string) {
  const plan = {
    renditions,
    versions: [{ versionNo: 2, proposalNo: 3, publishedAt: PUBLISHED }],
    corrections: corrected === undefined ? [] : [{ appliesToVersions: [2], recordedAt: corrected }],
  } as unknown as PlanState;
  return formatFor(wanted, plan, { versionNo: 2, issueNo });
}

describe('the format of a copy', () => {
  it('D30: is the first of those asked for in which the version exists, with its language', () => {
    expect(format([], [])).toEqual({ format: 'standard' });
    expect(format(['standard', 'easyRead'], [rendition({ proposalNo: 3 })])).toEqual({ format: 'standard' });
    const renditions = [rendition({ proposalNo: 3 }), rendition({ versionNo: 2, format: 'audio', lang: 'cy' })];
    expect(format(['braille', 'easyRead', 'audio'], renditions)).toEqual({ format: 'easyRead' });
    expect(format(['audio', 'easyRead'], renditions)).toEqual({ format: 'audio', lang: 'cy' });
  });

  it('D30: is none where what was asked for does not exist, or is of another version, proposal or issue', () => {
    const none = { format: 'easyRead', provided: false };
    expect(format(['easyRead'], [])).toEqual(none);
    for (const other of [{ proposalNo: 2 }, { versionNo: 1 }, { versionNo: 2, issueNo: 2 }])
      expect(format(['easyRead'], [rendition(other)])).toEqual(none);
  });

  it('D30: what was set right since is prepared anew', () => {
    const before = rendition({ proposalNo: 3 });
    const later = '2026-03-03T09:00:00.000Z';
    expect(format(['easyRead'], [before], 2, PUBLISHED)).toEqual({ format: 'easyRead' });
    expect(format(['easyRead'], [before], 2, later)).toEqual({ format: 'easyRead', provided: false });
    expect(format(['easyRead'], [before, rendition({ versionNo: 2, issueNo: 2 })], 2, later)).toEqual({
      format: 'easyRead',
    });
  });
});
