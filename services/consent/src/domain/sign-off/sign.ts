import { localDate } from '@carethread/calendar';
import { refuse, spellTag } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { canonicalJson, present } from '@carethread/ledger';
import { mustBeLiving, mustBeOpen, type ConsentFacts } from '../facts.js';
import { involvement } from '../involvement/decider.js';
import { isDescribed, witnessOf, WRITING, type Party } from '../witness.js';
import { recordedNow } from './completion.js';
import type { Signatory, Signature, SignOffEvent } from './events.js';
import { fills, mayRecord, placeOf } from './places.js';
import { mustStand } from './request.js';
import { mustHaveBeenShown } from './shown.js';
import { isOpen, requestedIn, type SignOffState } from './state.js';

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
const NOT_THE_PERSON =
  'The person signs in their own place: staff record only what the person gave in another way than writing, such as verbal, before a witness';
const NOT_THE_PLACE =
  'This place is signed by the one who holds it for this plan: the assigned keyworker, or a manager or co-ordinator of its organisation';

export function sign(
  command: RecordSignature,
  state: SignOffState,
  context: Context<ConsentFacts>,
): readonly SignOffEvent[] {
  const requested = requestedIn(state);
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
  const signature = signatureOf(command, mode, place, state, context);
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

function signatureOf(
  command: RecordSignature,
  mode: string,
  { role }: Signatory,
  state: SignOffState,
  { actor, now, occurredAt, personId }: Context<ConsentFacts>,
): Signature {
  const today = localDate(now);
  const occurredOn = localDate(occurredAt);
  const signedOn = command.signedOn ?? occurredOn;
  const requestedOn = localDate(state.requestedAt);
  const days = occurredAt === now ? [signedOn] : [signedOn, occurredOn];
  if (days.some((day) => day > today || day < requestedOn || day !== signedOn))
    refuse('SIGNED_DATE_INVALID', ['signedOn']);
  return present({
    role,
    mode,
    signedOn,
    contentHash: requestedIn(state).contentHash,
    signedBy:
      role === 'person'
        ? present<Party>({ kind: 'person', id: personId ?? undefined, role })
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

/** SCOT-060: keyworker and manager are two people. */
function mustBeAnother({ role }: Signatory, { signatures }: SignOffState, userId: string): void {
  const other = signatures.some((signature) => signature.role !== 'person' && signature.signedBy.id === userId);
  if (role !== 'person' && other) refuse('SAME_SIGNATORY', [role]);
}
