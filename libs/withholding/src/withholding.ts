/** The whole of a plan, or some of its actions by id. */
export type Scope = 'whole' | readonly string[];

/** What ends a suspension, whole or in part, from an instant on. */
export interface Lift {
  readonly scope: Scope;
  readonly from: string;
  /** The version that the person signed and that lifts it by that. */
  readonly versionNo?: number;
}

/** One act by which care is not to be provided, and what has lifted it since. Nothing else lifts it. */
export interface Suspended {
  readonly scope: Scope;
  readonly from: string;
  readonly lifts: readonly Lift[];
}

/** What a suspension still withholds at an instant: these actions, or the whole but these. */
type Rest = { readonly kind: 'these' | 'allBut'; readonly actions: readonly string[]; readonly touched: boolean };

function restOf({ scope, from, lifts }: Suspended, at: string): Rest {
  const over = from <= at ? lifts.filter((lift) => lift.from <= at) : [];
  if (from > at || over.some((lift) => lift.scope === 'whole')) return { kind: 'these', actions: [], touched: false };
  const lifted = over.flatMap((lift) => lift.scope);
  if (scope === 'whole') return { kind: 'allBut', actions: lifted, touched: over.length > 0 };
  return { kind: 'these', actions: scope.filter((id) => !lifted.includes(id)), touched: over.length > 0 };
}

function covers({ kind, actions }: Rest, action: string): boolean {
  return (kind === 'these') === actions.includes(action);
}

/**
 * What is withheld at an instant of the actions that a version holds: the union of all suspensions, in the version's own order;
 * `whole` where the whole is suspended and nothing of what the version holds was lifted. Where the version's actions are not known, the actions that
 * were named stand as they are.
 */
export function withheldAt(
  suspensions: readonly Suspended[],
  at: string,
  actions: readonly string[] | undefined,
): Scope {
  const rests = suspensions.map((one) => restOf(one, at));
  const wholes = rests.filter(({ kind }) => kind === 'allBut');
  if (wholes.some(({ touched }) => !touched)) return 'whole';
  if (actions === undefined) return wholes.length > 0 ? 'whole' : [...new Set(rests.flatMap((rest) => rest.actions))];
  const all = (rest: Rest): boolean => actions.length > 0 && actions.every((action) => covers(rest, action));
  return wholes.some(all) ? 'whole' : actions.filter((action) => rests.some((rest) => covers(rest, action)));
}

/** The actions of a scope that are withheld: of a list those of it, of the whole everything that is. */
export function within(withheld: Scope, scope: Scope): Scope {
  if (scope === 'whole') return withheld;
  return withheld === 'whole' ? scope : scope.filter((action) => withheld.includes(action));
}

export function isNothing(scope: Scope): boolean {
  return scope.length === 0;
}

/** Each suspension that is meant, and that withholds any of it, lifted by that much. */
export function lifted<One extends Suspended>(
  suspensions: readonly One[],
  lift: Lift,
  isMeant: (one: One) => boolean = () => true,
): readonly One[] {
  return suspensions.map((one) => {
    const touches =
      one.scope === 'whole' || lift.scope === 'whole' || one.scope.some((action) => lift.scope.includes(action));
    return touches && isMeant(one) ? { ...one, lifts: [...one.lifts, lift] } : one;
  });
}

/** A version that has not begun when a later one is published never begins, and lifts nothing. */
export function withoutOvertaken<One extends Suspended>(
  suspensions: readonly One[],
  publishedAt: string,
): readonly One[] {
  return suspensions.map((one) => {
    const lifts = one.lifts.filter(({ versionNo, from }) => versionNo === undefined || from <= publishedAt);
    return lifts.length === one.lifts.length ? one : { ...one, lifts };
  });
}
