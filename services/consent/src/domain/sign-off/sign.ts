import { refuse, spellTag } from '@carethread/contracts';
import { localDate } from '@carethread/calendar';
import type { Context } from '@carethread/event-sourcing';
import { canonicalJson, type Instant, present } from '@carethread/ledger';
import { mustBeLiving, mustBeOpen, type ConsentFacts } from '../facts.js';
import { involvement } from '../involvement/decider.js';
import { isDescribed, witnessOf, WRITING, type Party } from '../witness.js';
import {
  isOpen,
  outstanding,
  type Ended,
  type Requested,
  type Signatory,
  type Signature,
  type SignOffEvent,
  type SignOffState,
} from './events.js';
import { mustStandInIt } from './objectionable-items.js';
import { fills, mayRecord, placeOf } from './places.js';
import { withdrawals } from './request.js';
import { mustHaveBeenShown } from './shown.js';

export type RecordSignature = {
  readonly type: 'RecordSignature';
  readonly role?: string;
  readonly mode?: string;
  readonly signedOn?: string;
  readonly contentHash?: string;
  readonly shownInFormat?: string;
  readonly lang?: string;
  readonly witness?: Party;
  readonly description?: string;
};
export type RefuseSignature = {
  readonly type: 'RefuseSignature';
  readonly role?: string;
  readonly reasons?: string;
  readonly itemsObjectedTo?: readonly string[];
};

const NOT_THE_PERSON =
  'The person signs in their own place: staff record only what the person gave in another way than writing, such as verbal, before a witness';
const NOT_THE_PLACE =
  'This place is signed by whoever holds it for this plan: the assigned keyworker, or a manager or co-ordinator of its organisation';

export function sign(
  command: RecordSignature,
  state: SignOffState,
  requested: Requested,
  context: Context<ConsentFacts>,
): readonly SignOffEvent[] {
  const { actor, facts, personId } = context;
  const mode = command.mode ?? 'signed';
  const place = placeOf(command.role, requested, actor);
  const recorded = place.role === 'person' && !WRITING.includes(mode) && mayRecord(actor);
  if (!fills(place, requested, actor, personId, facts) && !recorded)
    refuse('ROLE_NOT_PERMITTED', [], place.role === 'person' ? NOT_THE_PERSON : NOT_THE_PLACE);
  mustBeLiving(facts);
  mustBeOpen(requested.subjectId, facts);
  if (state.state === 'voided' || (command.contentHash !== undefined && command.contentHash !== requested.contentHash))
    refuse('HASH_MISMATCH');
  if (state.state === 'withdrawn') refuse('STATE_CONFLICT', ['withdrawn']);
  const signature = signatureOf(command, mode, place, state, requested, context);
  if (state.signatures.some(({ role }) => role === place.role)) return already(signature, state.signatures);
  if (!isOpen(state)) refuse('STATE_CONFLICT', [state.state]);
  mustStand(requested, context);
  const { contacts } = context.stream(involvement, personId ?? '');
  const before = witnessOf(mode, command.witness, actor, personId, facts, contacts);
  if (!isDescribed(mode, command)) refuse('WITNESS_REQUIRED', ['description']);
  mustBeAnother(place, state, actor.userId);
  if (requested.subject === 'planVersion') mustHaveBeenShown(command, place, requested, facts);
  if (before === 'staff')
    return state.awaitingWitness.some((one) => canonicalJson(one) === canonicalJson(signature))
      ? []
      : [{ type: 'SignatureAwaitsWitness', payload: signature }];
  return recordedNow(signature, state, context);
}

/** A member of staff who was named as a witness confirms what they saw; from then on the signature counts. */
export function confirm(
  state: SignOffState,
  requested: Requested,
  context: Context<ConsentFacts>,
): readonly SignOffEvent[] {
  const { actor, now, facts } = context;
  const mine = state.awaitingWitness.find(({ witness }) => witness?.id === actor.userId);
  if (mine === undefined) {
    const done = state.signatures.find(({ witness, witnessedAt }) => witness?.id === actor.userId && witnessedAt);
    mustWitness(done ?? refuse('ROLE_NOT_PERMITTED'), state, requested, context);
    return [];
  }
  mustWitness(mine, state, requested, context);
  mustBeLiving(facts);
  mustBeOpen(requested.subjectId, facts);
  if (!isOpen(state)) refuse('STATE_CONFLICT', [state.state]);
  mustStand(requested, context);
  return recordedNow({ ...mine, witnessedAt: now }, state, context);
}

export function refuseToSign(
  { role, reasons, itemsObjectedTo = [] }: RefuseSignature,
  state: SignOffState,
  requested: Requested,
  context: Context<ConsentFacts>,
): readonly SignOffEvent[] {
  const { actor, facts, personId, id } = context;
  const place = placeOf(role, requested, actor);
  // R22: nobody but the person says no in the person's place.
  if (!fills(place, requested, actor, personId, facts)) refuse('ROLE_NOT_PERMITTED');
  if (reasons === undefined) return refuse('REASON_REQUIRED', ['reasons']);
  mustBeLiving(facts);
  if (!isOpen(state)) refuse('STATE_CONFLICT', [state.state]);
  mustStandInIt(itemsObjectedTo, requested, facts);
  const by = { id: actor.userId, role: place.role };
  return [
    { type: 'SignatureRefused', payload: { role: place.role, by, reasons, itemsObjectedTo } },
    { type: 'SignOffRefused', payload: endedOf(requested, id) },
  ];
}

/** The sign-off completes once nothing is outstanding; it never completes by time (ENG-031). */
export function completion(
  state: SignOffState,
  requested: Requested,
  id: string,
  now: Instant,
): readonly SignOffEvent[] {
  if (outstanding(state).length > 0) return [];
  const { contentHash, scope, withdrawalsKnown } = requested;
  return [
    {
      type: 'SignOffCompleted',
      payload: present({
        ...endedOf(requested, id),
        contentHash,
        completedAt: now,
        legalBasis: 'ownConsent',
        scope,
        withdrawalsKnown,
      }),
    },
  ];
}

export function endedOf({ subject, subjectId, proposalNo }: Requested, signOffId: string): Ended {
  return { signOffId, subject, subjectId, proposalNo };
}

function recordedNow(
  signature: Signature,
  state: SignOffState,
  { id, now }: Context<ConsentFacts>,
): readonly SignOffEvent[] {
  const { requested } = state;
  if (requested === undefined) return [];
  const signatures = [...state.signatures, { ...signature, recordedAt: now }];
  return [
    { type: 'SignatureRecorded', payload: signature },
    ...completion({ ...state, state: 'partiallySigned', signatures }, requested, id, now),
  ];
}

function signatureOf(
  command: RecordSignature,
  mode: string,
  { role }: Signatory,
  { requestedAt }: SignOffState,
  { contentHash }: Requested,
  { actor, now, occurredAt, personId }: Context<ConsentFacts>,
): Signature {
  const today = localDate(now);
  const occurredOn = localDate(occurredAt);
  const signedOn = command.signedOn ?? occurredOn;
  const asked = localDate(requestedAt);
  const days = occurredAt === now ? [signedOn] : [signedOn, occurredOn];
  if (days.some((day) => day > today || day < asked || day !== signedOn)) refuse('SIGNED_DATE_INVALID', ['signedOn']);
  return present({
    role,
    mode,
    signedOn,
    contentHash,
    signedBy:
      role === 'person'
        ? { kind: 'person', ...(personId === null ? {} : { id: personId }), role }
        : { kind: 'staff', id: actor.userId, role },
    recordedBy: actor.userId,
    shownInFormat: command.shownInFormat,
    lang: command.lang,
    witness: command.witness,
    description: command.description,
  });
}

/** A place is signed once: the same again changes nothing, something else is not stored beside it. */
function already(signature: Signature, signatures: SignOffState['signatures']): readonly never[] {
  const earlier = signatures.find(({ role }) => role === signature.role);
  const said = ({ mode, shownInFormat, lang, witness, description, signedBy }: Signature): string =>
    canonicalJson({
      mode,
      signedBy: signedBy.id ?? null,
      shownInFormat: shownInFormat ?? null,
      lang: spellTag(lang) ?? null,
      witness: witness ?? null,
      description: description ?? null,
    });
  return earlier !== undefined && said(earlier) === said(signature) ? [] : refuse('STATE_CONFLICT', ['signed']);
}

/** A member of staff witnesses for the organisation that recorded the signature, else for the one that holds the plan; for no other. */
export function mustWitness(
  { role }: Pick<Signature, 'role'>,
  { recordedIn }: SignOffState,
  { subjectId }: Requested,
  { actor, facts }: Context<ConsentFacts>,
): void {
  const organisationId = recordedIn[role] ?? facts.plans[subjectId]?.organisationId;
  if (actor.organisationId === undefined || (organisationId ?? actor.organisationId) !== actor.organisationId)
    refuse('NOT_FOUND');
}

/** R7: consent to care under the plan that was withdrawn since makes what was asked before it void. */
function mustStand(requested: Requested, context: Context<ConsentFacts>): void {
  const { withdrawalsKnown, subjectId } = requested;
  if (withdrawalsKnown !== undefined && withdrawals(subjectId, context) > withdrawalsKnown)
    refuse('STATE_CONFLICT', ['consentWithdrawn']);
}

/** SCOT-060: keyworker and manager are two people. */
function mustBeAnother({ role }: Signatory, { signatures }: SignOffState, userId: string): void {
  const other = signatures.some((signature) => signature.role !== 'person' && signature.signedBy.id === userId);
  if (role !== 'person' && other) refuse('SAME_SIGNATORY', [role]);
}
