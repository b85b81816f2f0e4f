import { PACKS, refuse } from '@carethread/contracts';
import { type Context, type Decider, type EventMeta, heldByOpener, heldWithPlan } from '@carethread/event-sourcing';
import { contentHash, type JsonObject } from '@carethread/ledger';
import type { RiskFacts } from './facts.js';

export type Party = { readonly kind?: string; readonly id?: string; readonly name?: string; readonly role?: string };
export type Weighing = {
  readonly hazard?: string;
  readonly personsAim?: string;
  readonly personsView?: string;
  readonly supportGiven?: string;
  readonly benefits: readonly string[];
  readonly adverseEffects: readonly string[];
  readonly likelihood?: number;
  readonly severity?: number;
};
export type Controls = {
  readonly controls: readonly { readonly what: string; readonly who?: string; readonly by?: string }[];
  readonly noneReasonableBecause?: string;
};
export type Conclusion = {
  readonly version: number;
  readonly conclusion: string;
  readonly reasons: string;
  readonly decidedBy: Party;
  readonly managementPlan: string;
  readonly reviewOn?: string;
};
export type RiskEvent =
  | {
      readonly type: 'RiskAssessmentOpened';
      readonly payload: {
        readonly riskId: string;
        readonly planId?: string;
        readonly actionIds: readonly string[];
        readonly domain: string;
        readonly framework: string;
        readonly policyRef?: { readonly title: string; readonly version: string };
        /** Of whoever opened it; on what was stored before, that of the event's actor. */
        readonly organisationId?: string;
      };
    }
  | { readonly type: 'RiskWeighed'; readonly payload: Weighing }
  | { readonly type: 'ControlsPlanned'; readonly payload: Controls }
  | {
      readonly type: 'RiskAssessed';
      readonly payload: Conclusion & {
        readonly riskId: string;
        readonly planId?: string;
        /** Where it belongs to no plan. */
        readonly organisationId?: string;
        readonly actionIds: readonly string[];
        readonly contentHash: string;
        readonly salts: Readonly<Record<string, string>>;
        readonly content: JsonObject;
      };
    }
  | {
      readonly type: 'RiskOutcomeRecorded';
      readonly payload: { readonly reviewId?: string; readonly outcome: string; readonly narrative: string };
    }
  | { readonly type: 'StaffViewRecorded'; readonly payload: { readonly view: string; readonly by: string } }
  | { readonly type: 'RiskClosed'; readonly payload: { readonly riskId: string; readonly reason: string } };

export type RiskState = {
  readonly state: 'none' | 'draft' | 'concluded' | 'closed';
  readonly opened: Extract<RiskEvent, { type: 'RiskAssessmentOpened' }>['payload'] | undefined;
  /** The organisation that opened it; absent where the council did. */
  readonly heldBy?: string;
  readonly weighing: Weighing | undefined;
  readonly controls: Controls;
  readonly versions: readonly (Conclusion & { readonly contentHash: string; readonly concludedAt: string })[];
  readonly outcomes: readonly { readonly outcome: string; readonly narrative: string; readonly reviewId?: string }[];
  readonly staffViews: readonly { readonly view: string; readonly by: string }[];
};
export type RiskCommand =
  | {
      readonly type: 'OpenRiskAssessment';
      readonly planId?: string;
      readonly actionIds?: readonly string[];
      readonly domain?: string;
      readonly framework?: string;
      readonly policyRef?: { readonly title: string; readonly version: string };
    }
  | ({ readonly type: 'WeighRisk' } & Omit<Weighing, 'benefits' | 'adverseEffects'> & {
        readonly benefits?: readonly string[];
        readonly adverseEffects?: readonly string[];
      })
  | ({ readonly type: 'PlanControls' } & Partial<Controls>)
  | {
      readonly type: 'ConcludeRisk';
      readonly conclusion: string;
      readonly reasons?: string;
      readonly decidedBy?: Party;
      readonly managementPlan?: string;
      readonly reviewOn?: string;
    }
  | {
      readonly type: 'RecordRiskOutcome';
      readonly reviewId?: string;
      readonly outcome: string;
      readonly narrative?: string;
    }
  | { readonly type: 'StaffDissent'; readonly view: string }
  | { readonly type: 'CloseRisk'; readonly reason: string };

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
          ...openedBy(event.meta.actor),
        };
      case 'RiskWeighed':
        return { ...state, weighing: event.payload };
      case 'ControlsPlanned':
        return { ...state, controls: event.payload };
      case 'RiskAssessed': {
        const { salts: _, content: __, actionIds: ___, riskId: ____, planId: _____, ...version } = event.payload;
        return {
          ...state,
          state: 'concluded',
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
    if (state.state === 'closed' && command.type !== 'RecordRiskOutcome') refuse('STATE_CONFLICT', ['closed']);
    switch (command.type) {
      case 'WeighRisk': {
        const { type: _, benefits = [], adverseEffects = [], ...weighing } = command;
        return [{ type: 'RiskWeighed', payload: { ...weighing, benefits, adverseEffects } }];
      }
      case 'PlanControls': {
        const { controls = [], noneReasonableBecause } = command;
        return [
          {
            type: 'ControlsPlanned',
            payload: { controls, ...(noneReasonableBecause === undefined ? {} : { noneReasonableBecause }) },
          },
        ];
      }
      case 'ConcludeRisk':
        return [conclude(command, state, opened, context)];
      case 'RecordRiskOutcome': {
        const { outcome, narrative = '', reviewId } = command;
        // A review says it once, however often it is told (ENG-115).
        const last = state.outcomes.findLast((one) => one.reviewId === reviewId);
        if (reviewId !== undefined && last?.outcome === outcome && last.narrative === narrative) return [];
        return [
          {
            type: 'RiskOutcomeRecorded',
            payload: { outcome, narrative, ...(reviewId === undefined ? {} : { reviewId }) },
          },
        ];
      }
      case 'StaffDissent':
        return [{ type: 'StaffViewRecorded', payload: { view: command.view, by: context.actor.userId } }];
      case 'CloseRisk':
        return [{ type: 'RiskClosed', payload: { riskId: context.id, reason: command.reason } }];
    }
  },
};

function open(
  command: Extract<RiskCommand, { type: 'OpenRiskAssessment' }>,
  state: RiskState,
  context: Context<RiskFacts>,
): readonly RiskEvent[] {
  if (state.state !== 'none') return [];
  const { planId, actionIds = [], domain = 'general', policyRef } = command;
  const city =
    context.actor.organisationId !== undefined && context.about(context.actor.organisationId).councilOperated;
  const framework = command.framework ?? (city ? PACKS.CITY.riskFramework : 'standard');
  if (city && framework !== PACKS.CITY.riskFramework) refuse('FRAMEWORK_REQUIRED', ['framework']);
  return [
    {
      type: 'RiskAssessmentOpened',
      payload: {
        riskId: context.id,
        actionIds,
        domain,
        framework,
        ...(planId === undefined ? {} : { planId }),
        ...(policyRef === undefined ? {} : { policyRef }),
        ...(context.actor.organisationId === undefined ? {} : { organisationId: context.actor.organisationId }),
      },
    },
  ];
}

function ofActor({ actor }: EventMeta): { readonly organisationId?: string } {
  return actor.organisation === undefined ? {} : { organisationId: actor.organisation };
}

function openedBy({ role, organisation }: { readonly role: string; readonly organisation?: string }): {
  readonly heldBy?: string;
} {
  return organisation === undefined || role === 'AS' ? {} : { heldBy: organisation };
}

/** Both sides weighed, the person helped, a plan to manage it, and a control for what is accepted (ENG-064 to ENG-070). */
function conclude(
  command: Extract<RiskCommand, { type: 'ConcludeRisk' }>,
  state: RiskState,
  opened: NonNullable<RiskState['opened']>,
  context: Context<RiskFacts>,
): RiskEvent {
  const { weighing, controls } = state;
  const { conclusion, reasons, managementPlan, reviewOn } = command;
  const decidedBy = deciderOf(command, state, context);
  const lacking = [
    ...(weighing === undefined || weighing.benefits.length === 0 ? ['benefits'] : []),
    ...(weighing === undefined || weighing.adverseEffects.length === 0 ? ['adverseEffects'] : []),
  ];
  if (lacking.length > 0) refuse('WEIGHING_INCOMPLETE', lacking);
  if (weighing?.personsView === undefined && weighing?.personsAim === undefined)
    refuse('PERSONS_VIEW_REQUIRED', ['personsView']);
  if (weighing?.supportGiven === undefined) refuse('RISK_SUPPORT_REQUIRED', ['supportGiven']);
  if (managementPlan === undefined) return refuse('MANAGEMENT_PLAN_REQUIRED', ['managementPlan']);
  if (conclusion !== 'avoid' && controls.controls.length === 0 && controls.noneReasonableBecause === undefined)
    refuse('CONTROL_REQUIRED', ['controls']);
  if (reasons === undefined) return refuse('REASON_REQUIRED', ['reasons']);
  const version = state.versions.length + 1;
  const content = {
    weighing: weighing ?? {},
    controls,
    conclusion: { conclusion, reasons, managementPlan, decidedBy },
  } as unknown as JsonObject;
  const salts = Object.fromEntries(Object.keys(content).map((name) => [name, context.salt()]));
  return {
    type: 'RiskAssessed',
    payload: {
      riskId: context.id,
      actionIds: opened.actionIds,
      version,
      conclusion,
      reasons,
      decidedBy,
      managementPlan,
      content,
      salts,
      contentHash: contentHash(content, salts),
      ...(opened.planId === undefined ? {} : { planId: opened.planId }),
      ...(opened.planId === undefined && state.heldBy !== undefined ? { organisationId: state.heldBy } : {}),
      ...(reviewOn === undefined ? {} : { reviewOn }),
    },
  };
}

/**
 * Whose decision it is. What the person has decided stays theirs: staff record a new decision of the person, which the person
 * then signs, or a differing view, and never one of their own in its place (ENG-066, SCOT-093).
 */
function deciderOf(
  { decidedBy }: Extract<RiskCommand, { type: 'ConcludeRisk' }>,
  { versions }: RiskState,
  { actor }: Context,
): Party {
  const own = actor.role === 'PE' || actor.role === 'LR';
  const party = decidedBy ?? { kind: actor.role === 'PE' ? 'person' : 'staff', id: actor.userId };
  if (!own && party.kind !== 'person' && versions.at(-1)?.decidedBy.kind === 'person')
    refuse('PERSON_DECIDES', ['decidedBy']);
  return party;
}
