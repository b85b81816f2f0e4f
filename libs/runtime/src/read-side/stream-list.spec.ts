import { heldByOpener, type Decider } from '@carethread/event-sourcing';
import { specMeta } from '@carethread/event-sourcing/testing';
import { recorded, specifyView } from '../testing/index.js';
import { etagOf } from '../write-side/stream-folding.js';
import { keptStreams, type KeptStreams } from './kept-streams.js';
import { streamListOf } from './stream-list.js';

type Visit =
  | { readonly type: 'VisitPlanned'; readonly payload: { readonly on: string } }
  | { readonly type: 'VisitMade'; readonly payload: Readonly<Record<string, never>> };
type VisitState = { readonly on?: string; readonly made: boolean };

const visit: Decider<VisitState, { readonly type: 'PlanVisit' }, Visit> = {
  category: 'visit',
  keyClass: 'socialCare',
  holder: (_, opened) => heldByOpener(opened),
  initial: { made: false },
  edits: ['VisitPlanned'],
  decide: { PlanVisit: () => [] },
  evolve: {
    VisitPlanned: (state, { payload: { on } }) => ({ ...state, on }),
    VisitMade: (state) => ({ ...state, made: true }),
  },
};
const visits = streamListOf({
  name: 'visits',
  version: 1,
  of: visit,
  filters: [],
  entries: (body) => ({ id: body.id, scopes: [], order: body.state.on ?? '', filters: {}, body }),
});

describe('streams that a list keeps whole', () => {
  const { personId, actor } = specMeta;
  const planned = (id: string, on: string) =>
    recorded<Visit>(
      { type: 'VisitPlanned', payload: { on } },
      { id: `planned ${id}`, stream: `visit-${id}`, actor: { ...actor, organisation: 'HOME' } },
    );
  const made = recorded<Visit>({ type: 'VisitMade', payload: {} }, { stream: 'visit-A', revision: 2, id: 'made' });
  const [first, second] = specifyView(visits)
    .given(planned('A', '2026-03-02'), planned('B', '2026-03-03'), made)
    .entries(personId ?? '')
    .map(({ body }) => body);

  it('are folded by their own decider, each for itself', () => {
    expect(first).toMatchObject({ id: 'A', personId, revision: 2, state: { on: '2026-03-02', made: true } });
    expect(second).toMatchObject({ id: 'B', personId, revision: 1, state: { on: '2026-03-03', made: false } });
  });

  it('keep who opened them, and the ETag of what an editor may overwrite', () => {
    expect(first).toMatchObject({
      opened: { id: 'A', role: actor.role, organisation: 'HOME' },
      openedBy: actor.user,
      etag: etagOf({ meta: { id: 'planned A' } }),
    });
  });

  it('are kept without what the list does not need, and left out once they are over, for good', () => {
    const folds = keptStreams(visit, ({ made: isOver }) => (isOver ? undefined : { made: false }));
    const after = (...events: readonly ReturnType<typeof planned>[]): KeptStreams<VisitState> =>
      events.reduce<KeptStreams<VisitState>>((streams, event) => folds[event.type]?.(streams, event) ?? streams, {});
    const again = recorded<Visit>(
      { type: 'VisitPlanned', payload: { on: '2026-03-09' } },
      { stream: 'visit-A', revision: 3 },
    );
    expect(after(planned('A', '2026-03-02'))).toMatchObject({ A: { state: { made: false } } });
    expect(after(planned('A', '2026-03-02'))['A']?.state.on).toBeUndefined();
    expect(Object.keys(after(planned('A', '2026-03-02'), planned('B', '2026-03-03'), made, again))).toEqual(['B']);
  });
});
