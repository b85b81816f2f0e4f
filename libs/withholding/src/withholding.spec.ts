import fc from 'fast-check';
import {
  isNothing,
  lifted,
  within,
  withheldAt,
  withoutOvertaken,
  type Lift,
  type Scope,
  type Suspended,
} from './withholding.js';

const at = (day: number): string => `2026-03-${String(day).padStart(2, '0')}T09:00:00.000Z`;
const suspended = (scope: Scope, ...lifts: readonly Lift[]): Suspended => ({ scope, from: at(1), lifts });
const ALL = ['a1', 'a2', 'a3'];

describe('what is withheld', () => {
  it('R6: is the union of every suspension, in the order of the version', () => {
    expect(withheldAt([], at(5), ALL)).toEqual([]);
    expect(withheldAt([suspended(['a3']), suspended(['a1', 'a3'])], at(5), ALL)).toEqual(['a1', 'a3']);
    expect(withheldAt([suspended(['a3']), suspended('whole')], at(5), ALL)).toBe('whole');
    expect(withheldAt([suspended(['a3'])], '2026-02-28T09:00:00.000Z', ALL)).toEqual([]);
  });

  it('R6: of the whole, restored in part, everything else stays withheld, also what a version adds unsigned', () => {
    const part = suspended('whole', { scope: ['a2'], from: at(3) });
    expect(withheldAt([part], at(2), ALL)).toBe('whole');
    expect(withheldAt([part], at(3), ALL)).toEqual(['a1', 'a3']);
    expect(withheldAt([part], at(3), [...ALL, 'a4'])).toEqual(['a1', 'a3', 'a4']);
    expect(withheldAt([part], at(3), ['a1', 'a3'])).toBe('whole');
    expect(withheldAt([part], at(3), undefined)).toBe('whole');
    expect(withheldAt([part, suspended(['a2'])], at(3), ALL)).toEqual(ALL);
  });

  it('names only actions that the version holds, and all that were named where nobody knows what it holds', () => {
    expect(withheldAt([suspended(['a3', 'a9'])], at(5), ALL)).toEqual(['a3']);
    expect(withheldAt([suspended(['a3', 'a9'])], at(5), undefined)).toEqual(['a3', 'a9']);
  });

  it('R8: a version without any action, signed after the whole was withheld, lifts it', () => {
    expect(withheldAt([suspended('whole', { scope: [], from: at(3), versionNo: 2 })], at(3), [])).toEqual([]);
  });

  it('is asked about within a scope', () => {
    expect(within('whole', ['a1'])).toEqual(['a1']);
    expect(within(['a1', 'a2'], ['a2', 'a3'])).toEqual(['a2']);
    expect(within(['a1'], 'whole')).toEqual(['a1']);
    expect([isNothing(within([], 'whole')), isNothing('whole')]).toEqual([true, false]);
  });

  it('R10: what an overtaken version would have lifted stays withheld', () => {
    const [one] = withoutOvertaken(
      [suspended(['a1'], { scope: ['a1'], from: at(20), versionNo: 2 }, { scope: ['a2'], from: at(25) })],
      at(10),
    );
    expect(one?.lifts).toEqual([{ scope: ['a2'], from: at(25) }]);
    const begun = [suspended(['a1'], { scope: ['a1'], from: at(10), versionNo: 2 })];
    expect(withoutOvertaken(begun, at(10))).toEqual(begun);
  });
});

/** One act of a life in which care is withheld, lifted and agreed anew, each on a day of its own. */
type Act =
  | { readonly kind: 'suspend' | 'lift'; readonly cause: string; readonly scope: Scope }
  | { readonly kind: 'publish'; readonly actions: readonly string[]; readonly inDays: number };

const ACTIONS = ['a1', 'a2', 'a3', 'a4'];
const someActions = fc.uniqueArray(fc.constantFrom(...ACTIONS), { minLength: 1 });
const scopes = fc.oneof(fc.constant<Scope>('whole'), someActions);
const causes = fc.constantFrom('consent', 'hospital', 'safety', 'other');
const acts = fc.array<Act>(
  fc.oneof(
    fc.record({ kind: fc.constantFrom<('suspend' | 'lift')[]>('suspend', 'lift'), cause: causes, scope: scopes }),
    fc.record({
      kind: fc.constant('publish' as const),
      actions: someActions,
      inDays: fc.constantFrom(0, 0, 1, 3, 6),
    }),
  ),
  { maxLength: 14 },
);
type Caused = Suspended & { readonly cause: string };

/** The algebra, act by act: act number n falls on day n + 1. */
function lived(life: readonly Act[]): readonly Caused[] {
  return life.reduce<readonly Caused[]>((held, act, index) => {
    const now = at(index + 1);
    switch (act.kind) {
      case 'suspend':
        return [...held, { cause: act.cause, scope: act.scope, from: now, lifts: [] }];
      case 'lift':
        return lifted(held, { scope: act.scope, from: now }, ({ cause }) => cause === act.cause);
      case 'publish':
        return lifted(
          withoutOvertaken(held, now),
          { scope: act.actions, from: at(index + 1 + act.inDays), versionNo: index },
          ({ cause }) => cause === 'consent',
        );
    }
  }, []);
}

/** The naive reading: an action is withheld where some suspension covers it that no later act of its cause has lifted for it. */
function isWithheld(life: readonly Act[], action: string, day: number): boolean {
  const covers = (scope: Scope): boolean => scope === 'whole' || scope.includes(action);
  const begins = (act: Act, index: number): number => index + 1 + (act.kind === 'publish' ? act.inDays : 0);
  return life.some(
    (suspension, since) =>
      suspension.kind === 'suspend' &&
      covers(suspension.scope) &&
      since + 1 <= day &&
      !life.some((act, index) => {
        if (index <= since || begins(act, index) > day) return false;
        if (act.kind === 'lift') return act.cause === suspension.cause && covers(act.scope);
        const overtaken = life.some(
          (later, other) => other > index && later.kind === 'publish' && begins(act, index) > other + 1,
        );
        return act.kind === 'publish' && suspension.cause === 'consent' && act.actions.includes(action) && !overtaken;
      }),
  );
}

describe('every order of suspending, withdrawing, restoring, resuming and publishing', () => {
  it('R6: reads as a naive interpreter reads it, action by action and day by day', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 0, max: 24 }), (life, day) => {
        const withheld = withheldAt(lived(life), at(day + 1), ACTIONS);
        expect(withheld === 'whole' ? ACTIONS : withheld).toEqual(
          ACTIONS.filter((action) => isWithheld(life, action, day + 1)),
        );
      }),
      { numRuns: 3_000 },
    );
  });
});
