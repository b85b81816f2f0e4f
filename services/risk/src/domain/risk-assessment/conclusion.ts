import { PACKS, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { presentItems, canonicalJson, contentHash, present } from '@carethread/ledger';
import { reviewedOn } from '../dates.js';
import { mustBeLiving } from '../death.js';
import type { RiskFacts } from '../facts.js';
import type { Conclusion, Controls, Party, RiskEvent, Weighing } from './events.js';
import type { RiskState } from './state.js';

export type ConcludeRisk = {
  readonly type: 'ConcludeRisk';
  readonly conclusion: string;
  readonly reasons?: string;
  readonly decidedBy?: Party;
  readonly managementPlan?: string;
  readonly reviewOn?: string;
};

type Decided = Omit<Conclusion, 'version'>;

/** Both sides weighed, the person helped, a plan to manage it, and a control for what is accepted (ENG-064 to ENG-070). */
export function conclude(command: ConcludeRisk, state: RiskState, context: Context<RiskFacts>): readonly RiskEvent[] {
  mustBeLiving(context);
  const { weighing, controls } = state;
  const opened = state.opened ?? refuse('NOT_FOUND');
  const { conclusion, reasons, managementPlan } = command;
  const decidedBy = deciderOf(command, state, context);
  const lacking = presentItems(
    weighing === undefined || weighing.benefits.length === 0 ? 'benefits' : undefined,
    weighing === undefined || weighing.adverseEffects.length === 0 ? 'adverseEffects' : undefined,
  );
  if (lacking.length > 0) refuse('WEIGHING_INCOMPLETE', lacking);
  if (weighing?.personsView === undefined && weighing?.personsAim === undefined)
    refuse('PERSONS_VIEW_REQUIRED', ['personsView']);
  if (weighing?.supportGiven === undefined) refuse('RISK_SUPPORT_REQUIRED', ['supportGiven']);
  if (managementPlan === undefined) return refuse('MANAGEMENT_PLAN_REQUIRED', ['managementPlan']);
  mustBeControlled(conclusion, controls);
  if (reasons === undefined) return refuse('REASON_REQUIRED', ['reasons']);
  const reviewOn = command.reviewOn === undefined ? undefined : reviewedOn(command.reviewOn, context);
  if (opened.framework === PACKS.CITY.riskFramework) mustBeComplete(weighing, opened, reviewOn);
  const decided = present<Decided>({ conclusion, reasons, managementPlan, decidedBy, reviewOn });
  if (isAlready(decided, state) && context.facts.refused?.[context.id] !== state.versions.length) return [];
  const version = state.versions.length + 1;
  const content = { weighing: weighing ?? {}, controls, conclusion: decided };
  const salts = Object.fromEntries(Object.keys(content).map((name) => [name, context.salt()]));
  return [
    {
      type: 'RiskAssessed',
      payload: present({
        riskId: context.id,
        actionIds: opened.actionIds,
        domain: opened.domain,
        version,
        ...decided,
        content,
        salts,
        contentHash: contentHash(content, salts),
        planId: opened.planId,
        organisationId: opened.planId === undefined ? state.heldBy : undefined,
      }),
    },
  ];
}

/** A risk that is accepted with controls names them; one that is accepted without says why none is reasonable. */
function mustBeControlled(conclusion: string, { controls, noneReasonableBecause }: Controls): void {
  if (controls.length > 0 || conclusion === 'avoid') return;
  if (conclusion === 'acceptWithControls' || noneReasonableBecause === undefined)
    refuse('CONTROL_REQUIRED', ['controls']);
}

/**
 * R39: a positive risk names its hazard, how likely and how bad it is, and when it is looked at again: on a date, or with the next
 * review of its plan.
 */
function mustBeComplete(
  weighing: Weighing | undefined,
  { planId }: NonNullable<RiskState['opened']>,
  reviewOn: string | undefined,
): void {
  const lacking = presentItems(
    ...(['hazard', 'likelihood', 'severity'] as const).filter((name) => weighing?.[name] === undefined),
    reviewOn === undefined && planId === undefined ? 'reviewOn' : undefined,
  );
  if (lacking.length > 0) refuse('WEIGHING_INCOMPLETE', lacking);
}

/** The whole conclusion as it stands, and nothing weighed or controlled anew since; one that the person refused is asked anew. */
function isAlready(decided: Decided, { versions, changed }: RiskState): boolean {
  const last = versions.at(-1);
  if (last === undefined || changed === true) return false;
  const { conclusion, reasons, managementPlan, decidedBy, reviewOn } = last;
  const stands = present<Decided>({ conclusion, reasons, managementPlan, decidedBy, reviewOn });
  return canonicalJson(stands) === canonicalJson(decided);
}

/**
 * Whose decision it is. What the person has decided stays theirs: staff record a new decision of the person, which the person
 * then signs, or a differing view, and never one of their own in its place (ENG-066, SCOT-093). Nobody decides who is not said to
 * (R23): without `decidedBy` it is the one who concludes.
 */
function deciderOf({ decidedBy }: ConcludeRisk, { versions }: RiskState, { actor, personId }: Context): Party {
  const own = actor.role === 'PE' || actor.role === 'LR';
  const party = decidedBy ?? acting(actor);
  const lacking = (['kind', 'id'] as const).filter((name) => decidedBy !== undefined && decidedBy[name] === undefined);
  if (lacking.length > 0)
    refuse(
      'CONSENT_REQUIRED',
      lacking.map((name) => `decidedBy.${name}`),
    );
  if (decidedBy?.kind === 'person' && decidedBy.id !== personId && decidedBy.id !== actor.userId)
    refuse('REFERENCE_NOT_FOUND', ['decidedBy.id']);
  // Staff decide for themselves alone.
  if (decidedBy?.kind === 'staff' && decidedBy.id !== actor.userId) refuse('CONSENT_REQUIRED', ['decidedBy']);
  if (!own && party.kind !== 'person' && versions.at(-1)?.decidedBy.kind === 'person')
    refuse('PERSON_DECIDES', ['decidedBy']);
  return party;
}

function acting({ role, userId: id }: Context['actor']): Party {
  switch (role) {
    case 'PE':
      return { kind: 'person', id };
    case 'LR':
      return { id, role: 'lawfulRepresentative' };
    case 'OP':
      return { kind: 'professional', id };
    default:
      return { kind: 'staff', id };
  }
}
