import { refuse } from '@carethread/contracts';
import { heldByOpener, heldWithPlan, type Decider } from '@carethread/event-sourcing';
import { notBefore } from '../dates.js';
import { heldByOrganisation, organisationOf } from '../opener.js';
import { conclude, type ConcludeRisk } from './conclusion.js';
import type { RiskEvent } from './events.js';
import { open, type OpenRiskAssessment } from './opening.js';
import { recordOutcome, type RecordRiskOutcome } from './outcome.js';
import { NO_RISK, type RiskState } from './state.js';
import { planControls, weigh, type PlanControls, type WeighRisk } from './weighing.js';

export type RiskCommand =
  | OpenRiskAssessment
  | WeighRisk
  | PlanControls
  | ConcludeRisk
  | RecordRiskOutcome
  | { readonly type: 'StaffDissent'; readonly view: string }
  | { readonly type: 'CloseRisk'; readonly reason: string };

/** A risk weighed with the person: benefits and possible harm, controls, and a conclusion that stays theirs (model §3.3). */
export const riskAssessment: Decider<RiskState, RiskCommand, RiskEvent> = {
  category: 'riskAssessment',
  keyClass: 'socialCare',
  // A risk of a plan is held with the plan; any other by the organisation that opened it.
  holder: ({ opened }, by) => (opened?.planId === undefined ? heldByOpener(by) : heldWithPlan(opened.planId)),
  initial: NO_RISK,
  edits: ['RiskAssessmentOpened', 'RiskWeighed', 'ControlsPlanned', 'RiskAssessed'],
  needs: (_, __, { actor }) => (actor.organisationId === undefined ? {} : { subjects: [actor.organisationId] }),
  admits: (command, { opened, openedAt, state }, context) => {
    if (command.type === 'OpenRiskAssessment') return true;
    if (opened === undefined) refuse('NOT_FOUND');
    notBefore(openedAt, context);
    if (state === 'closed' && command.type !== 'RecordRiskOutcome') refuse('STATE_CONFLICT', [state]);
    return true;
  },
  decide: {
    OpenRiskAssessment: open,
    WeighRisk: weigh,
    PlanControls: planControls,
    ConcludeRisk: conclude,
    RecordRiskOutcome: recordOutcome,
    StaffDissent: ({ view }, _, { actor }) => [{ type: 'StaffViewRecorded', payload: { view, by: actor.userId } }],
    CloseRisk: ({ reason }, _, { id }) => [{ type: 'RiskClosed', payload: { riskId: id, reason } }],
  },
  evolve: {
    RiskAssessmentOpened: (state, { payload, meta }) => ({
      ...state,
      state: 'draft',
      opened: { ...organisationOf(meta.actor), ...payload },
      openedAt: meta.occurredAt,
      ...heldByOrganisation(meta.actor),
    }),
    RiskWeighed: (state, { payload }) => ({ ...state, weighing: payload, changed: true }),
    ControlsPlanned: (state, { payload }) => ({ ...state, controls: payload, changed: true }),
    RiskAssessed: (state, { payload, meta }) => {
      const {
        salts: _,
        content: __,
        actionIds: ___,
        riskId: ____,
        planId: _____,
        domain: ______,
        ...version
      } = payload;
      return {
        ...state,
        state: 'concluded',
        changed: false,
        versions: [...state.versions, { ...version, concludedAt: meta.recordedAt }],
      };
    },
    RiskOutcomeRecorded: (state, { payload }) => ({ ...state, outcomes: [...state.outcomes, payload] }),
    StaffViewRecorded: (state, { payload }) => ({ ...state, staffViews: [...state.staffViews, payload] }),
    RiskClosed: (state) => ({ ...state, state: 'closed' }),
  },
};
