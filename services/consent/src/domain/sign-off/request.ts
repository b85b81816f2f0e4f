import { fault, malformed, refuse, unknownItems } from '@carethread/contracts';
import { dueAt } from '@carethread/calendar';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { within, type Scope } from '@carethread/withholding';
import { careConsent } from '../care-consent/decider.js';
import { agreedActionsAt, withdrawnAt } from '../care-consent/standing.js';
import { mustBeLiving, mustBeOpen, versionInForce, type ConsentFacts } from '../facts.js';
import type { Requested, SignOffEvent } from './events.js';
import type { SignOffState } from './state.js';

export type RequestSignOff = {
  readonly type: 'RequestSignOff';
  /** Those that the caller knows of; what the record knows besides is awaited as well. */
  readonly risks: readonly string[];
} & Omit<Requested, 'signOffId' | 'lapsesAt' | 'awaitsRisks' | 'riskVersions' | 'withdrawalsKnown'>;
export type RequestRestoration = {
  readonly type: 'RequestRestoration';
  readonly planId: string;
  readonly scope: Scope;
};

/** Asked for by a policy: what comes after a death, or for a closed plan, has come too late and asks nobody. */
export function request(
  { type: _, risks, ...asked }: RequestSignOff,
  state: SignOffState,
  context: Context<ConsentFacts>,
): readonly SignOffEvent[] {
  const { facts } = context;
  if (state.state !== 'none' || facts.deceased || facts.plans[asked.subjectId]?.closed === true) return [];
  return [requested(asked, asked.subject === 'planVersion' ? awaited(asked.subjectId, risks, facts) : {}, context)];
}

/** The same content is asked about anew, by its own request. */
export function askedAgain(
  { signOffId, lapsesAt: _, awaitsRisks, riskVersions: __, withdrawalsKnown: ___, ...asked }: Requested,
  because: string,
): RequestSignOff {
  return { type: 'RequestSignOff', ...asked, risks: awaitsRisks, again: { signOffId, because } };
}

/** The person is asked to sign that consent comes back: for what is withdrawn, and for nothing else. */
export function requestRestoration(
  { planId, scope }: RequestRestoration,
  state: SignOffState,
  context: Context<ConsentFacts>,
): readonly SignOffEvent[] {
  if (state.state !== 'none') return [];
  const { facts, now } = context;
  mustBeOpen(planId, facts);
  mustBeLiving(facts);
  const consent = context.stream(careConsent, planId);
  const withdrawn = withdrawnAt(consent, now);
  if (withdrawn.length === 0) refuse('STATE_CONFLICT', ['given']);
  if (scope !== 'whole') {
    if (scope.length === 0) malformed(fault('/scope', 'empty', 'names at least one action, or is whole'));
    const agreed = agreedActionsAt(consent, now);
    const unknown = agreed === undefined ? [] : unknownItems('scope', scope, (action) => agreed.includes(action));
    if (unknown.length > 0) refuse('REFERENCE_NOT_FOUND', unknown);
    const held = within(withdrawn, scope);
    const given = held === 'whole' ? [] : scope.filter((action) => !held.includes(action));
    if (given.length > 0) refuse('STATE_CONFLICT', given);
  }
  const plan = facts.plans[planId];
  const asked = {
    subject: 'restoration',
    subjectId: planId,
    proposalNo: 0,
    contentHash: (plan === undefined ? undefined : versionInForce(plan, now))?.contentHash ?? '',
    requiredSignatories: [{ role: 'person', reason: 'ownConsent' }],
    scope: scope === 'whole' ? scope : [...new Set(scope)],
  } as const;
  return [requested(asked, {}, context)];
}

function requested(
  asked: Omit<Requested, 'signOffId' | 'lapsesAt' | 'awaitsRisks' | 'riskVersions' | 'withdrawalsKnown'>,
  riskVersions: Readonly<Record<string, number>>,
  context: Context<ConsentFacts>,
): SignOffEvent {
  const concernsCare = asked.subject === 'planVersion' || asked.subject === 'restoration';
  return {
    type: 'SignOffRequested',
    payload: present({
      ...asked,
      awaitsRisks: Object.keys(riskVersions),
      riskVersions: Object.keys(riskVersions).length === 0 ? undefined : riskVersions,
      withdrawalsKnown: concernsCare ? withdrawals(asked.subjectId, context) : undefined,
      signOffId: context.id,
      lapsesAt: dueAt(context.now, 'P28D'),
    }),
  };
}

/** How many withdrawals there have been of the consent to care under a plan. */
function withdrawals(planId: string, context: Context<ConsentFacts>): number {
  return context.stream(careConsent, planId).withdrawals.length;
}

/** R7: consent to care under the plan that was withdrawn since makes what was asked before it void. */
export function mustStand(requested: Requested, context: Context<ConsentFacts>): void {
  const { withdrawalsKnown, subjectId } = requested;
  if (withdrawalsKnown !== undefined && withdrawals(subjectId, context) > withdrawalsKnown)
    refuse('STATE_CONFLICT', ['consentWithdrawn']);
}

/** R25: every open risk of the plan at its present version, and those that the caller names, unless the person has signed it. */
function awaited(planId: string, named: readonly string[], facts: ConsentFacts): Readonly<Record<string, number>> {
  const { risks, signedRisks } = facts;
  const own = Object.entries(risks)
    .filter(([, risk]) => concerns(planId, risk.planId, facts))
    .map(([id]) => id);
  return Object.fromEntries(
    [...new Set([...named, ...own])].flatMap((id) => {
      const { version = 1, open = true } = risks[id] ?? {};
      return open && (signedRisks[id] ?? 0) < version ? [[id, version] as const] : [];
    }),
  );
}

/** Whether a risk is one of a plan's own, or of all that the person's providers have. */
export function concerns(planId: string, riskPlanId: string | undefined, { plans }: ConsentFacts): boolean {
  return riskPlanId === planId || (riskPlanId === undefined && plans[planId]?.planKind !== 'localAuthority');
}
