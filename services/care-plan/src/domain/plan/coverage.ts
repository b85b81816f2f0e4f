import { present } from '@carethread/ledger';
import type { CarePlanFacts, KnownRisk } from '../facts.js';
import { itemId, items, said, section, text, type Item, type PlanContent } from './content.js';
import { originOf, type NeedOrigin } from './needs.js';

/** One thing that the plan should answer to, and what answers to it: actions, or a reason for none (ENG-017, ENG-051). */
export type Covered = {
  /** Absent where the draft gave it none. */
  readonly id?: string;
  readonly text?: string;
  readonly actionIds: readonly string[];
  readonly reason?: string;
  readonly covered: boolean;
};
export type Coverage = {
  /** The plan's own needs, and those of the council plan that it was derived from. */
  readonly needs: readonly (Covered & NeedOrigin & { readonly source: 'plan' | 'council' })[];
  readonly outcomes: readonly Covered[];
  readonly preferences: readonly Covered[];
  readonly risks: readonly { readonly id: string; readonly actionIds: readonly string[]; readonly covered: boolean }[];
};

export function coverageOf(
  content: PlanContent,
  councilNeeds: readonly string[],
  /** What is known of the plan's risks, and the version of each that stands on the plan. */
  risks: Readonly<Record<string, Pick<KnownRisk, 'actionIds'>>> = {},
  onPlan: Readonly<Record<string, number>> = {},
  assessments: CarePlanFacts['assessments'] = [],
): Coverage {
  return {
    needs: needsCovered(content, councilNeeds, assessments),
    outcomes: items(content, 'outcomes').map((one) => outcomeCovered(one, content)),
    preferences: preferencesCovered(content),
    risks: Object.entries(risks).map(([id, { actionIds }]) => ({ id, actionIds, covered: onPlan[id] !== undefined })),
  };
}

export function uncovered(all: readonly Covered[], fallback: string): readonly string[] {
  return all.filter(({ covered }) => !covered).map(({ id }) => id ?? fallback);
}

/** Every need, the plan's own and the council's, has an action or a reason for none (ENG-017, CITY-06). */
export function needsCovered(
  content: PlanContent,
  councilNeeds: readonly string[],
  assessments: CarePlanFacts['assessments'] = [],
): Coverage['needs'] {
  const own = items(content, 'needs');
  const plans = own.map((need) => ({
    ...covered('needs', need, content, ['needIds', 'needId'], need['noActionReason'] ?? need['reason']),
    ...originOf(need, assessments),
    source: 'plan' as const,
  }));
  const mapped = new Set(
    own.flatMap((need) => [itemId('needs', need) ?? '', text(need, 'councilNeedId', 'sourceNeedId') ?? '']),
  );
  const councils = councilNeeds
    .filter((id) => !mapped.has(id))
    .map((id) => ({
      ...covered('needs', { needId: id }, content, ['needIds', 'needId']),
      ...originOf({ needId: id }, assessments),
      source: 'council' as const,
    }));
  return [...plans, ...councils];
}

/** Each recorded preference leads to an action, or says why it is not met (CITY-09). */
export function preferencesCovered(content: PlanContent): readonly Covered[] {
  const held = section(content, 'preferences');
  return [...items(held, 'items'), ...items(held, 'extras')].map((one) =>
    covered('preferences', one, content, ['preferenceIds'], one['notMetReason'] ?? one['reason']),
  );
}

/** An outcome is worked toward by its steps; one that is met needs none. */
function outcomeCovered(outcome: Item, content: PlanContent): Covered {
  const shown = covered('outcomes', outcome, content, ['outcomeIds', 'outcomeId']);
  return { ...shown, covered: text(outcome, 'status') === 'met' || said(outcome['steps']) || shown.covered };
}

/** The actions that name it, by whichever of these members. */
function namedBy(content: PlanContent, members: readonly string[], id: string | undefined): readonly string[] {
  if (id === undefined) return [];
  return items(content, 'actions')
    .filter((action) => members.some((member) => listed(action[member]).includes(id)))
    .map((action) => itemId('actions', action) ?? 'action');
}

/** An item of a section, and the actions that name it by one of these members. */
function covered(
  section: string,
  item: Item,
  content: PlanContent,
  members: readonly string[],
  reason?: unknown,
): Covered {
  const id = itemId(section, item);
  const words = text(item, 'text', 'statement', 'what');
  const actionIds = [
    ...new Set([...namedBy(content, members, id), ...listed(item['actionIds']), ...listed(item['actionId'])]),
  ];
  const because = typeof reason === 'string' && reason.trim() !== '' ? reason : undefined;
  return present({
    id,
    text: words,
    actionIds,
    reason: because,
    covered: actionIds.length > 0 || because !== undefined,
  });
}

function listed(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
