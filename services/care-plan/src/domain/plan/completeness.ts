import { blankEntries, LIFE_DOMAINS, checkContent, type RuleCode, isDate } from '@carethread/contracts';
import type { CarePlanFacts } from '../facts.js';
import { type PlanContent, said, items, section, text, type Item, itemId } from './content.js';
import { uncovered, preferencesCovered, needsCovered } from './coverage.js';
import { needsTraced } from './needs.js';
import { atOnce, type Objects } from './objections.js';
import { pointersResolve } from './references.js';
import { cpaContent, councilContent, scottishSections, topicsAnswered, budgetAddsUp } from './required-sections.js';
import type { PlanState } from './state.js';

/** What stands outside the content but decides whether it may be proposed. */
export interface Proposable {
  readonly planKind: string;
  readonly jurisdiction: string;
  readonly rulePacks: readonly string[];
  readonly organisationId: string;
  readonly personId: string | null;
  readonly discussions: number;
  readonly discussed: PlanState['discussed'];
  readonly involvement: number;
  /** The needs of the council plan that this one was derived from. */
  readonly councilNeeds: readonly string[];
  /** The date on which the version is to take effect. */
  readonly effectiveOn: string;
  /** A change of a plan already in force is discussed at its review: only the first version needs its own record here. */
  readonly first: boolean;
  /** What the version says that it starts from; empty where it is the first. */
  readonly before: PlanContent;
}

const SPEAK_FOR = /representative|attorney|deputy|guardian/i;

/** Each with the other names that it answers to (model §10.1). */
const PROFESSIONAL = [['name'], ['role']];
const CHANGE_ACTION = [
  ['trigger', 'when'],
  ['action', 'what', 'text', 'statement', 'description', 'actionId'],
  ['who', 'responsible', 'contact'],
];

/** Refuses a proposal that lacks what its profile asks for (model §3.2 invariant 5): each fault found, with where it lies. */
export function mustBeComplete(content: PlanContent, plan: Proposable, facts: CarePlanFacts, refuse = atOnce): void {
  mustHoldWhatItsKindAsks(content, plan, facts, refuse);
  entriesMustSaySomething(content, refuse);
  pointersResolve(content, plan.before, plan.councilNeeds, facts, refuse);
}

/** R39: an entry of any list says something besides its id. */
export function entriesMustSaySomething(content: PlanContent, refuse = atOnce): void {
  const blank = blankEntries(content);
  if (blank.length > 0) refuse('SECTION_MISSING', blank);
}

function mustHoldWhatItsKindAsks(content: PlanContent, plan: Proposable, facts: CarePlanFacts, refuse: Objects): void {
  named(content, refuse);
  if (plan.planKind === 'cpa') cpaContent(content, refuse);
  if (facts.assessments.length === 0) refuse('ASSESSMENT_REQUIRED');
  if (plan.planKind === 'localAuthority') return councilContent(content, facts, refuse);
  if (plan.planKind === 'provider' && !hasKeyworker(plan, facts)) refuse('KEYWORKER_REQUIRED');
  if (plan.planKind === 'provider' && plan.first) {
    if (plan.discussions === 0 || !withThePerson(plan, facts)) refuse('DISCUSSION_REQUIRED');
    if (plan.involvement === 0) refuse('INVOLVEMENT_REQUIRED');
  }
  if (!said(content['personsView'])) refuse('PERSONS_VIEW_REQUIRED', ['personsView']);
  if (plan.jurisdiction === 'SCO') scottishSections(content, refuse);
  if (items(content, 'needs').length === 0) refuse('NEEDS_EMPTY', ['needs']);
  needsTraced(content, facts.assessments, refuse);
  for (const action of items(content, 'actions')) actionComplete(action, refuse);
  for (const goal of items(content, 'goals')) goalComplete(goal, plan, facts, refuse);
  // ENG-019. Where a plan says what shall change as outcomes, as Scotland's and the council's do, those are its goals.
  if (['goals', 'outcomes'].every((name) => items(content, name).length === 0) && !said(content['noGoalsReason']))
    refuse('REASON_REQUIRED', ['goals']);
  for (const outcome of items(content, 'outcomes')) outcomeComplete(outcome, refuse);
  if (plan.rulePacks.includes('CITY')) topicsAnswered(content, refuse);
  const preferences = uncovered(preferencesCovered(content), 'preference');
  if (preferences.length > 0) refuse('PREFERENCE_UNADDRESSED', preferences);
  const needs = uncovered(needsCovered(content, plan.councilNeeds), 'need');
  if (needs.length > 0) refuse('NEED_UNADDRESSED', needs);
  if (plan.planKind === 'cpa') return;
  involvedInOutcomes(content, refuse);
  if (!said(content['whatMatters']) && !said(section(content, 'profile')['whatMatters']))
    refuse('WHAT_MATTERS_REQUIRED', ['whatMatters']);
  if (!said(content['routines'])) refuse('SECTION_MISSING', ['routines']);
  const { service, limits } = section(content, 'responsibilities');
  if (!said(service)) refuse('RESPONSIBILITIES_REQUIRED', ['responsibilities']);
  if (!said(limits)) refuse('LIMITS_REQUIRED', ['limits']);
  const domains = section(content, 'lifeDomains');
  const missing = LIFE_DOMAINS.filter((domain) => !said(domains[domain]));
  if (missing.length > 0) refuse('DOMAIN_MISSING', missing);
  if (
    facts.restrictions.some(
      (id) => !items(content, 'restrictionLinks').some((link) => text(link, 'restrictionId', 'id') === id),
    )
  )
    refuse('RESTRICTION_OMITTED', facts.restrictions);
}

/** What no content may be, draft, proposal or provisional plan: of no known shape, or with a budget that does not add up. */
export function mustBeSound(content: PlanContent): void {
  checkContent(content);
  budgetAddsUp(content);
}

/**
 * R26: somebody talked with the person, or with those who may speak for them, or says why not. One who is only named is somebody else,
 * as in reviews; a representative is one of record, whatever a discussion calls them.
 */
function withThePerson({ discussed, personId }: Proposable, { contacts }: CarePlanFacts): boolean {
  return (
    discussed.reason ||
    discussed.participants.some(
      ({ kind, id, name }) =>
        (id === undefined ? kind === 'person' && name === undefined : id === personId) ||
        (kind !== 'staff' && speaksFor(contacts[id ?? ''])),
    )
  );
}

function speaksFor(contact: CarePlanFacts['contacts'][string] | undefined): boolean {
  const { scopes = [], kind = '', role = '' } = contact ?? {};
  return scopes.length > 0 && [kind, role].some((name) => SPEAK_FOR.test(name));
}

/** R39: everybody and everything that a plan of any kind names has what makes it one; the first member that is missing is named. */
function named(content: PlanContent, refuse: Objects): void {
  const cpa = section(content, 'cpa');
  mustSay(items(cpa, 'professionals'), 'cpa.professionals', PROFESSIONAL, 'PROFESSIONAL_REQUIRED', refuse);
  for (const [name, held] of [['cpa', cpa] as const, ['contingency', section(content, 'contingency')] as const])
    mustSay(items(held, 'changeActions'), `${name}.changeActions`, CHANGE_ACTION, 'CONTINGENCY_REQUIRED', refuse);
}

function mustSay(
  all: readonly Item[],
  place: string,
  members: readonly (readonly string[])[],
  code: RuleCode,
  refuse: Objects,
): void {
  const missing = all.flatMap((one, index) =>
    members
      .filter((names) => !names.some((name) => said(one[name])))
      .map(([name = '']) => `${place}[${index}].${name}`),
  );
  if (missing.length > 0) refuse(code, missing);
}

function hasKeyworker(plan: Proposable, facts: CarePlanFacts): boolean {
  return Object.values(facts.teams).some(
    (team) => team.open && team.organisationId === plan.organisationId && team.keyworkerId !== '',
  );
}

/** What, how, when and by whom (ENG-003); a clinical action names its guideline, or why there is none (ENG-018). */
function actionComplete(action: Item, refuse: Objects): void {
  const at = itemId('actions', action) ?? 'action';
  if (!said(action['what']) || !said(action['how']) || !(said(action['when']) || said(action['frequency'])))
    refuse('ACTION_INCOMPLETE', [at]);
  if (!said(action['responsible'])) refuse('RESPONSIBLE_REQUIRED', [at]);
  if (
    action['clinical'] === true &&
    !said(action['guideline']) &&
    !said(action['guidelineReason']) &&
    !said(action['noGuidelineReason'])
  )
    refuse('GUIDELINE_REQUIRED', [at]);
}

function goalComplete(goal: Item, plan: Proposable, { assessments }: CarePlanFacts, refuse: Objects): void {
  const at = itemId('goals', goal) ?? 'goal';
  if (!said(goal['method'])) refuse('GOAL_METHOD_REQUIRED', [at]);
  const target = text(goal, 'target', 'targetDate', 'reviewOn', 'reviewDate');
  if (!isDate(target) || target < plan.effectiveOn) refuse('TIMESCALE_INVALID', [at]);
  if (!said(goal['owner']) && !said(goal['responsible'])) refuse('RESPONSIBLE_REQUIRED', [at]);
  if (!said(goal['agreedOn'])) refuse('GOAL_NOT_AGREED', [at]);
  const needId = text(goal, 'needId');
  if (needId === undefined) return refuse('REFERENCE_NOT_FOUND', [`${at}.needId`]);
  const assessmentId = text(goal, 'assessmentId');
  const known = assessments.find((assessment) => assessment.assessmentId === assessmentId);
  if (assessments.length > 0 && (known === undefined || (known.needIds.length > 0 && !known.needIds.includes(needId))))
    refuse('REFERENCE_NOT_FOUND', [at]);
}

function outcomeComplete(outcome: Item, refuse: Objects): void {
  const at = itemId('outcomes', outcome) ?? 'outcome';
  const steps = items(outcome, 'steps');
  if (text(outcome, 'status') !== 'met' && steps.length === 0) refuse('STEP_REQUIRED', [at]);
  if (steps.some((step) => !said(step['responsible']))) refuse('RESPONSIBLE_REQUIRED', [at]);
  if (steps.some((step) => text(step, 'what', 'text', 'statement') === undefined))
    refuse('STEP_REQUIRED', [`${at}.steps.what`]);
}

/** The person took part in identifying outcomes or what matters, or why they could not (OUT-21). */
function involvedInOutcomes(content: PlanContent, refuse: Objects): void {
  const outcomes = items(content, 'outcomes');
  const evidence = (item: Item): boolean =>
    ['identifiedBy', 'identifiedWith', 'personInvolved', 'involvement', 'evidence'].some(
      (name) => said(item[name]) && item[name] !== false,
    );
  if (!said(content['involvement']) && !outcomes.some(evidence)) refuse('MINIMUM_INVOLVEMENT', ['outcomes']);
}
