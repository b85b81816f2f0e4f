import { upcomingAt, versionAt } from './in-force.js';
import { standingOf } from './outline.js';
import { stateAt, withheldFrom } from './provided.js';
import { a1, content, day, Life, overtakenInTurn, started } from './testing/life.js';

/** How a plan stands on each day, by its outline and by its whole state. */
function onEachDay({ state, outline }: Life): readonly (readonly [unknown, unknown])[] {
  return Array.from({ length: 40 }, (_, number) => {
    const at = day(number);
    const standing = standingOf(outline, at);
    return [
      [standing.state, standing.withheld, standing.current?.versionNo, standing.upcoming?.versionNo],
      [stateAt(state, at), withheldFrom(state, at), versionAt(state, at)?.versionNo, upcomingAt(state, at)?.versionNo],
    ] as const;
  });
}

const suspended = (): Life => {
  const life = started()
    .on(2)
    .amends(a1({ when: 'daily 10:00' }), 20)
    .on(5);
  life.does({ type: 'SuspendPlan', scope: ['a1'], reason: 'hospital' });
  life
    .on(7)
    .does({ type: 'SuspendPlan', scope: 'whole', reason: 'consentWithdrawn', cause: 'consent', withdrawalNo: 1 }, 'SY');
  return life;
};
const resumed = (): Life => {
  const life = suspended().on(9);
  life.does({ type: 'ResumePlan', scope: 'whole', cause: 'consent' }, 'SY');
  return life;
};
const closed = (): Life => {
  const life = suspended().on(11);
  life.facts = { ...life.facts, deceased: true };
  life.does({ type: 'ClosePlan', reason: 'deceased' }, 'SY');
  return life;
};

describe('the outline of a plan', () => {
  it.each([
    ['one that was opened', () => new Life()],
    ['one in force', started],
    ['one whose versions were overtaken', overtakenInTurn],
    ['one that is withheld', suspended],
    ['one that was resumed', resumed],
    ['one that is closed', closed],
  ])('R6, R10: of %s stands as the plan does, on every day', (_, life) => {
    for (const [outlined, whole] of onEachDay(life())) expect(outlined).toEqual(whole);
  });

  it('says why a closed plan was closed', () => {
    expect(closed().outline).toMatchObject({ state: 'closed', closed: { reason: 'deceased', closedAt: day(11) } });
  });

  it('says what was drafted and not proposed, what was proposed and not published', () => {
    const life = new Life();
    life.does({ type: 'SaveDraft', content });
    expect(life.outline.draft).toEqual({ revision: life.state.draftRevision, waits: true });
    life.does({ type: 'ProposeVersion' });
    expect(life.outline).toMatchObject({ draft: { waits: false }, proposal: { proposalNo: 1, state: 'proposed' } });
    life.published();
    expect(life.outline.proposal?.state).toBe('published');
  });

  it('knows the day of the next review of the version in force, and no words', () => {
    const life = started().on(1).amends({ nextReviewBy: '2026-06-01' });
    expect(standingOf(life.outline, day(1)).current?.nextReviewBy).toBe('2026-06-01');
    expect(JSON.stringify(life.outline)).not.toContain('at home');
  });
});
