import type { RecordedOf } from '@carethread/event-sourcing';
import type { PlanContent } from './content.js';
import { draftChanges } from './draft-changes.js';
import type { PlanEvent } from './events.js';

/** Savings of a draft, one after the other, each by its author. */
function saved(
  ...drafts: readonly (readonly [author: string, content: PlanContent])[]
): readonly RecordedOf<PlanEvent>[] {
  return drafts.map(
    ([user, content], index) =>
      ({
        type: 'DraftSaved',
        payload: { draftRevision: index + 1, sections: Object.keys(content), content },
        meta: { actor: { user, role: 'KW' }, recordedAt: `2026-03-0${index + 1}T09:00:00.000Z` },
      }) as unknown as RecordedOf<PlanEvent>,
  );
}

describe('what has become of a draft since', () => {
  const action = { actionId: 'a1', what: 'wash', when: 'mornings' };
  const events = saved(
    ['Ann', { whatMatters: 'my garden', actions: [action] }],
    ['Ben', { whatMatters: 'my cat' }],
    ['Cas', { actions: [{ ...action, when: 'evenings' }] }],
  );

  it('OUT-20: shows each change by itself, with who made it and when', () => {
    expect(draftChanges(events, 1)).toEqual([
      {
        section: 'whatMatters',
        before: 'my garden',
        after: 'my cat',
        author: 'Ben',
        savedAt: '2026-03-02T09:00:00.000Z',
      },
      {
        section: 'actions',
        itemId: 'a1',
        field: 'when',
        before: 'mornings',
        after: 'evenings',
        author: 'Cas',
        savedAt: '2026-03-03T09:00:00.000Z',
      },
    ]);
    expect(draftChanges(events, 2).map(({ section }) => section)).toEqual(['actions']);
  });

  it('OUT-20: is everything before the draft was first saved, and nothing at its present revision', () => {
    expect(draftChanges(events, 0).map(({ section, author }) => [section, author])).toEqual([
      ['whatMatters', 'Ben'],
      ['actions', 'Cas'],
    ]);
    expect(draftChanges(events, 3)).toEqual([]);
  });

  it('OUT-20: names who wrote it last, and leaves out what was put back', () => {
    const back = saved(['Ann', { a: '1', b: '1' }], ['Ben', { a: '2', b: '2' }], ['Cas', { a: '3', b: '1' }]);
    expect(draftChanges(back, 1)).toEqual([
      { section: 'a', before: '1', after: '3', author: 'Cas', savedAt: '2026-03-03T09:00:00.000Z' },
    ]);
  });
});
