import { NO_FACTS } from '../facts.js';
import { mustNotWriteRestricted, namesIn } from './restricted.js';
import { NO_PLAN } from './state.js';

const facts = { ...NO_FACTS, restricted: { R: ['importantPeople'], S: ['history'] } };
const PHOTO = 'a'.repeat(64);
const EASY_READ = 'b'.repeat(64);

describe('sections whose processing is restricted', () => {
  it('D20: are written by nobody, whether by draft, proposal or correction', () => {
    const content = { goals: [], importantPeople: [{ id: 'p1' }] };
    for (const command of [
      { type: 'SaveDraft', content },
      { type: 'SaveDraft', content: { importantPeople: null } },
      { type: 'ProposeVersion', content },
      { type: 'ProposeVersion', changes: [{ itemId: 'importantPeople', to: [] }] },
      { type: 'ProposeVersion', changes: [{ section: 'importantPeople.0', itemId: 'p1', to: 'x' }] },
      { type: 'RecordCorrection', field: 'importantPeople.0.name', to: 'x', appliesToVersions: [1] },
    ] as const)
      expect(() => mustNotWriteRestricted(command, facts)).toThrow('PROCESSING_RESTRICTED');
  });

  it('D20: anything else is written as before, and all of it once nothing is restricted', () => {
    const save = { type: 'SaveDraft', content: { goals: [], importantPeople: [] } } as const;
    expect(() => mustNotWriteRestricted({ type: 'SaveDraft', content: { goals: [] } }, facts)).not.toThrow();
    expect(() => mustNotWriteRestricted({ type: 'AttachStatement', about: 'x', statement: 'y' }, facts)).not.toThrow();
    expect(() => mustNotWriteRestricted(save, NO_FACTS)).not.toThrow();
    expect(() => mustNotWriteRestricted(save, { restricted: {} })).not.toThrow();
  });

  it('D20: are known by the items that stood in them anywhere, what they cite, and every rendition', () => {
    const plan = {
      ...NO_PLAN,
      draft: { importantPeople: [{ id: 'p1', photo: PHOTO }], goals: [{ goalId: 'g1', needId: 'n1' }] },
      renditions: [{ format: 'easyRead', issueNo: 1, attachmentHash: EASY_READ }],
    };
    expect(namesIn(plan, ['importantPeople'])).toEqual(['p1', PHOTO, EASY_READ]);
    expect(namesIn(plan, ['goals'])).toEqual(['g1', EASY_READ]);
    expect(namesIn({ ...plan, renditions: [] }, ['history'])).toEqual([]);
  });
});
