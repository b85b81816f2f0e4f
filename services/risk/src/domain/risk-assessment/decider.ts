import { present } from '@carethread/ledger';
import { PACKS, refuse } from '@carethread/contracts';
import { type Context, type Decider, type EventMeta, heldByOpener, heldWithPlan } from '@carethread/event-sourcing';
import { conclude } from './conclusion.js';
import { begunInLife, controlBy, notBefore } from '../dates.js';
import type { KnownPlan, RiskFacts } from '../facts.js';
import type { Controls, RiskCommand, RiskEvent, RiskState, Weighing } from './events.js';

export type * from './events.js';

type Of<Type extends RiskCommand['type']> = Extract<RiskCommand, { readonly type: Type }>;

const NONE: RiskState = {
  state: 'none',
  opened: undefined,
  weighing: undefined,
  controls: { controls: [] },
  versions: [],
  outcomes: [],
  staffViews: [],
};

/** A risk weighed with the person: benefits and possible harm, controls, and a conclusion that stays theirs (model §3.3). */
export const riskAssessment: Decider<RiskState, RiskCommand, RiskEvent> = {
  category: 'riskAssessment',
  keyClass: 'socialCare',
  // A risk of a plan is held with the plan; any other by whoever opened it.
  holder: ({ opened }, by) => (opened?.planId === undefined ? heldByOpener(by) : heldWithPlan(opened.planId)),
  initial: NONE,
  edits: ['RiskAssessmentOpened', 'RiskWeighed', 'ControlsPlanned', 'RiskAssessed'],
  evolve: (state, event) => {
    switch (event.type) {
      case 'RiskAssessmentOpened':
        return {
          ...state,
          state: 'draft',
          opened: { ...ofActor(event.meta), ...event.payload },
          openedAt: event.meta.occurredAt,
          ...openedBy(event.meta.actor),
        };
      case 'RiskWeighed':
        return { ...state, weighing: event.payload, changed: true };
      case 'ControlsPlanned':
        return { ...state, controls: event.payload, changed: true };
      case 'RiskAssessed': {
        const {
          salts: _,
          content: __,
          actionIds: ___,
          riskId: ____,
          planId: _____,
          domain: ______,
          ...version
        } = event.payload;
        return {
          ...state,
          state: 'concluded',
          changed: false,
          versions: [...state.versions, { ...version, concludedAt: event.meta.recordedAt }],
        };
      }
      case 'RiskOutcomeRecorded':
        return { ...state, outcomes: [...state.outcomes, event.payload] };
      case 'StaffViewRecorded':
        return { ...state, staffViews: [...state.staffViews, event.payload] };
      case 'RiskClosed':
        return { ...state, state: 'closed' };
    }
  },
  needs: (_, __, { actor }) => (actor.organisationId === undefined ? {} : { subjects: [actor.organisationId] }),
  decide: (command, state, context: Context<RiskFacts>) => {
    if (command.type === 'OpenRiskAssessment') return open(command, state, context);
    const opened = state.opened ?? refuse('NOT_FOUND');
    notBefore(state.openedAt, context);
    if (state.state === 'closed' && command.type !== 'RecordRiskOutcome') refuse('STATE_CONFLICT', ['closed']);
    switch (command.type) {
      case 'WeighRisk':
        mustBeLiving(context);
        return [{ type: 'RiskWeighed', payload: weighed(command) }];
      case 'PlanControls':
        mustBeLiving(context);
        return [{ type: 'ControlsPlanned', payload: controlled(command, context) }];
      case 'ConcludeRisk':
        mustBeLiving(context);
        return conclude(command, state, opened, context);
      case 'RecordRiskOutcome':
        return recordOutcome(command, state, context);
      case 'StaffDissent':
        return [{ type: 'StaffViewRecorded', payload: { view: command.view, by: context.actor.userId } }];
      case 'CloseRisk':
        return [{ type: 'RiskClosed', payload: { riskId: context.id, reason: command.reason } }];
    }
  },
};

/** R38: nothing is weighed, agreed or begun after a death. */
export function mustBeLiving({ facts }: Context<RiskFacts>): void {
  if (facts.deceased) refuse('STATE_CONFLICT', ['deceased']);
}

/** A weighing says something; it takes the place of the one before. */
function weighed({ type: _, benefits = [], adverseEffects = [], ...weighing }: Of<'WeighRisk'>): Weighing {
  if (Object.keys(weighing).length === 0 && benefits.length === 0 && adverseEffects.length === 0)
    refuse('MALFORMED', ['/: says nothing of the risk']);
  return { ...weighing, benefits, adverseEffects };
}

function controlled({ controls = [], noneReasonableBecause }: Of<'PlanControls'>, context: Context): Controls {
  if (controls.length === 0 && noneReasonableBecause === undefined)
    refuse('MALFORMED', ['/: names a control, or why none is reasonable']);
  controls.forEach(({ by }, index) => {
    if (by !== undefined) controlBy(by, `controls.${index}.by`, context);
  });
  return present({ controls, noneReasonableBecause });
}

function recordOutcome(
  { outcome, narrative = '', reviewId }: Of<'RecordRiskOutcome'>,
  { outcomes }: RiskState,
  { facts }: Context<RiskFacts>,
): readonly RiskEvent[] {
  if (reviewId !== undefined && !facts.reviews.includes(reviewId)) refuse('REFERENCE_NOT_FOUND', ['reviewId']);
  // A review says it once, however often it is told (ENG-115).
  const last = outcomes.findLast((one) => one.reviewId === reviewId);
  if (reviewId !== undefined && last?.outcome === outcome && last.narrative === narrative) return [];
  return [
    {
      type: 'RiskOutcomeRecorded',
      payload: present({ outcome, narrative, reviewId }),
    },
  ];
}

function open(
  command: Extract<RiskCommand, { type: 'OpenRiskAssessment' }>,
  state: RiskState,
  context: Context<RiskFacts>,
): readonly RiskEvent[] {
  if (state.state !== 'none') refuse('STATE_CONFLICT', [state.state]);
  mustBeLiving(context);
  begunInLife(context);
  const { planId, actionIds = [], domain = 'general', policyRef } = command;
  mustExist(planId, actionIds, context);
  const city =
    context.actor.organisationId !== undefined && context.about(context.actor.organisationId).councilOperated;
  const framework = command.framework ?? (city ? PACKS.CITY.riskFramework : 'standard');
  if (city && framework !== PACKS.CITY.riskFramework) refuse('FRAMEWORK_REQUIRED', ['framework']);
  return [
    {
      type: 'RiskAssessmentOpened',
      payload: present({
        riskId: context.id,
        actionIds,
        domain,
        framework,
        planId,
        policyRef,
        organisationId: context.actor.organisationId,
      }),
    },
  ];
}

/**
 * The plan is the person's and open; each action is of that plan, or, where none is named, of one of the person's: staff of an
 * organisation name what their own plans hold, since nobody is told what another's do.
 */
function mustExist(
  planId: string | undefined,
  actionIds: readonly string[],
  { facts: { plans }, actor }: Context<RiskFacts>,
): void {
  const plan = planId === undefined ? undefined : (plans[planId] ?? refuse('REFERENCE_NOT_FOUND', ['planId']));
  if (plan?.closed === true) refuse('STATE_CONFLICT', ['planClosed']);
  const { organisationId } = actor;
  const reaches = (one: KnownPlan): boolean =>
    organisationId === undefined || actor.role === 'AS' || one.organisationId === organisationId;
  const among = plan === undefined ? Object.values(plans).filter((one) => !one.closed && reaches(one)) : [plan];
  const lost = actionIds.filter((actionId) => !among.some((one) => one.actionIds.includes(actionId)));
  if (lost.length > 0)
    refuse(
      'REFERENCE_NOT_FOUND',
      lost.map((actionId) => `actionIds.${actionIds.indexOf(actionId)}`),
    );
}

function openedBy({ role, organisation }: EventMeta['actor']): { readonly heldBy?: string } {
  return organisation === undefined || role === 'AS' ? {} : { heldBy: organisation };
}

function ofActor({ actor }: EventMeta): { readonly organisationId?: string } {
  return actor.organisation === undefined ? {} : { organisationId: actor.organisation };
}
