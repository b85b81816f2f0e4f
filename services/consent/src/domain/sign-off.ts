import { refuse } from '@carethread/contracts';
import { dueAt, justAfter, localDate } from '@carethread/calendar';
import { type ActingParty, type Context, type Decider, heldByOpener, heldWithPlan } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { ConsentFacts } from './facts.js';
import { isDescribed, isWitnessed, WRITING, type Party } from './witness.js';

export type Requested = {
  readonly signOffId: string;
  readonly subject: 'planVersion' | 'riskAssessment' | 'restoration';
  readonly subjectId: string;
  readonly proposalNo: number;
  readonly contentHash: string;
  readonly requiredSignatories: readonly { readonly role: string; readonly userId?: string; readonly reason: string }[];
  readonly awaitsRisks: readonly string[];
  readonly lapsesAt: Instant;
  readonly scope?: 'whole' | readonly string[];
};
export type Signature = {
  readonly role: string;
  readonly signedBy: Party;
  readonly mode: string;
  readonly signedOn: string;
  readonly contentHash: string;
  readonly shownInFormat?: string;
  readonly lang?: string;
  readonly witness?: Party;
  readonly description?: string;
  readonly recordedBy: string;
};
type Ended = {
  readonly signOffId: string;
  readonly subject: string;
  readonly subjectId: string;
  readonly proposalNo: number;
};
export type SignOffEvent =
  | { readonly type: 'SignOffRequested'; readonly payload: Requested }
  | { readonly type: 'SignatureRecorded'; readonly payload: Signature }
  | { readonly type: 'RiskSigned'; readonly payload: { readonly riskId: string } }
  | {
      readonly type: 'SignatureRefused';
      readonly payload: {
        readonly role: string;
        readonly by: Party;
        readonly reasons: string;
        readonly itemsObjectedTo: readonly string[];
      };
    }
  | { readonly type: 'SignOffRefused'; readonly payload: Ended }
  | { readonly type: 'SignOffVoided'; readonly payload: Ended & { readonly reason: string } }
  | { readonly type: 'SignOffLapsed'; readonly payload: Ended }
  | {
      readonly type: 'SignOffCompleted';
      readonly payload: Ended & {
        readonly contentHash: string;
        readonly completedAt: Instant;
        readonly legalBasis: string;
        readonly scope?: 'whole' | readonly string[];
      };
    };

export type SignOffState = {
  readonly state: 'none' | 'requested' | 'partiallySigned' | 'completed' | 'refused' | 'voided' | 'lapsed';
  readonly requested: Requested | undefined;
  readonly requestedAt: Instant;
  readonly signatures: readonly Signature[];
  readonly risksSigned: readonly string[];
  readonly completedAt: Instant | undefined;
};
export type SignOffCommand =
  | ({ readonly type: 'RequestSignOff' } & Omit<Requested, 'signOffId' | 'lapsesAt' | 'awaitsRisks'> & {
        readonly risks: readonly string[];
      })
  | {
      readonly type: 'RecordSignature';
      readonly role?: string;
      readonly mode?: string;
      readonly signedOn?: string;
      readonly contentHash?: string;
      readonly shownInFormat?: string;
      readonly lang?: string;
      readonly signedBy?: Party;
      readonly witness?: Party;
      readonly description?: string;
    }
  | {
      readonly type: 'RefuseSignature';
      readonly role?: string;
      readonly reasons?: string;
      readonly itemsObjectedTo?: readonly string[];
    }
  | { readonly type: 'NoteRiskSigned'; readonly riskId: string }
  | { readonly type: 'VoidSignOff'; readonly reason: string }
  | { readonly type: 'LapseSignOff' };

const NONE: SignOffState = {
  state: 'none',
  requested: undefined,
  requestedAt: '',
  signatures: [],
  risksSigned: [],
  completedAt: undefined,
};

/** Which token roles may fill which place, for themselves. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  person: ['PE'],
  serviceManager: ['SM', 'RM'],
  manager: ['SM', 'RM'],
  keyworker: ['KW'],
  cpaCareCoordinator: ['CC'],
};
/** Who may record what the person gave in another way than writing, before a witness (model §7). */
const RECORDERS = ['KW', 'SM', 'RM', 'CC'];

/** The signatures that one proposal, risk assessment or restoration needs. It never completes by time (ENG-031). */
export const signOff: Decider<SignOffState, SignOffCommand, SignOffEvent> = {
  category: 'signOff',
  holder: ({ requested }, opened) => {
    if (requested === undefined) return heldByOpener(opened);
    const { subject, subjectId } = requested;
    return subject === 'riskAssessment' ? { kind: 'risk', riskId: subjectId } : heldWithPlan(subjectId);
  },
  initial: NONE,
  edits: ['SignOffRequested'],
  evolve: (state, event) => {
    switch (event.type) {
      case 'SignOffRequested':
        return { ...state, state: 'requested', requested: event.payload, requestedAt: event.meta.recordedAt };
      case 'SignatureRecorded':
        return { ...state, state: 'partiallySigned', signatures: [...state.signatures, event.payload] };
      case 'RiskSigned':
        return { ...state, risksSigned: [...state.risksSigned, event.payload.riskId] };
      case 'SignatureRefused':
        return state;
      case 'SignOffRefused':
        return { ...state, state: 'refused' };
      case 'SignOffVoided':
        return { ...state, state: 'voided' };
      case 'SignOffLapsed':
        return { ...state, state: 'lapsed' };
      case 'SignOffCompleted':
        return { ...state, state: 'completed', completedAt: event.payload.completedAt };
    }
  },
  decide: (command, state, context: Context<ConsentFacts>) => {
    if (command.type === 'RequestSignOff') {
      if (state.state !== 'none') return [];
      const { type: _, risks, ...requested } = command;
      const awaitsRisks = risks.filter((id) => context.facts.signedRisks[id] === undefined);
      return [
        {
          type: 'SignOffRequested',
          payload: { ...requested, awaitsRisks, signOffId: context.id, lapsesAt: dueAt(context.now, 'P28D') },
        },
      ];
    }
    const requested = state.requested ?? refuse('NOT_FOUND');
    const open = state.state === 'requested' || state.state === 'partiallySigned';
    const ended: Ended = {
      signOffId: context.id,
      subject: requested.subject,
      subjectId: requested.subjectId,
      proposalNo: requested.proposalNo,
    };
    switch (command.type) {
      case 'RecordSignature':
        return sign(command, state, requested, ended, context);
      case 'RefuseSignature': {
        const role = placeOf(command.role, requested, context.actor);
        if (command.reasons === undefined) return refuse('REASON_REQUIRED', ['reasons']);
        if (!open) refuse('STATE_CONFLICT', [state.state]);
        const by = { id: context.actor.userId, role };
        return [
          {
            type: 'SignatureRefused',
            payload: { role, by, reasons: command.reasons, itemsObjectedTo: command.itemsObjectedTo ?? [] },
          },
          { type: 'SignOffRefused', payload: ended },
        ];
      }
      case 'NoteRiskSigned': {
        if (!open || !requested.awaitsRisks.includes(command.riskId) || state.risksSigned.includes(command.riskId))
          return [];
        const next = { ...state, risksSigned: [...state.risksSigned, command.riskId] };
        return [
          { type: 'RiskSigned', payload: { riskId: command.riskId } },
          ...completion(next, requested, ended, context.now),
        ];
      }
      case 'VoidSignOff':
        return open ? [{ type: 'SignOffVoided', payload: { ...ended, reason: command.reason } }] : [];
      case 'LapseSignOff':
        return open ? [{ type: 'SignOffLapsed', payload: ended }] : [];
    }
  },
  wakes: ({ state, requested }) =>
    requested !== undefined && (state === 'requested' || state === 'partiallySigned')
      ? [{ at: justAfter(requested.lapsesAt), name: 'lapse', command: { type: 'LapseSignOff' } }]
      : [],
};

/** What is still missing: the places, and the risk assessments that the person has not agreed to yet. */
export function outstanding({ requested, signatures, risksSigned, state }: SignOffState): readonly string[] {
  if (requested === undefined || state === 'completed') return [];
  return [
    ...requested.requiredSignatories
      .filter(({ role }) => !signatures.some((signature) => signature.role === role))
      .map(({ role }) => role),
    ...requested.awaitsRisks.filter((id) => !risksSigned.includes(id)).map((id) => `risk:${id}`),
  ];
}

function completion(
  state: SignOffState,
  requested: Requested,
  ended: Ended,
  now: Instant,
): readonly Extract<SignOffEvent, { type: 'SignOffCompleted' }>[] {
  if (outstanding(state).length > 0) return [];
  const { contentHash, scope } = requested;
  return [
    {
      type: 'SignOffCompleted',
      payload: {
        ...ended,
        contentHash,
        completedAt: now,
        legalBasis: 'ownConsent',
        ...(scope === undefined ? {} : { scope }),
      },
    },
  ];
}

/** The place that a signatory fills. Nobody fills another's (CITY-45). */
function placeOf(role: string | undefined, requested: Requested, actor: ActingParty): string {
  const wanted = role === 'personOrLawfulRepresentative' || role === 'personOrRepresentative' ? 'person' : role;
  const own = requested.requiredSignatories.find(
    ({ role: place }) => PLACES[place]?.includes(actor.role) === true,
  )?.role;
  const place = wanted ?? own;
  if (place === undefined || PLACES[place] === undefined) return refuse('ROLE_NOT_PERMITTED');
  return place;
}

function sign(
  command: Extract<SignOffCommand, { type: 'RecordSignature' }>,
  state: SignOffState,
  requested: Requested,
  ended: Ended,
  context: Context<ConsentFacts>,
): readonly SignOffEvent[] {
  const { actor, now, facts } = context;
  if (state.state === 'voided' || (command.contentHash !== undefined && command.contentHash !== requested.contentHash))
    refuse('HASH_MISMATCH');
  const mode = command.mode ?? 'signed';
  const role = placeOf(command.role, requested, actor);
  const forSelf =
    PLACES[role]?.includes(actor.roles.find((one) => PLACES[role]?.includes(one)) ?? '') === true &&
    (role !== 'person' || actor.personId === context.personId);
  const recorded = role === 'person' && !WRITING.includes(mode) && RECORDERS.includes(actor.role);
  if (!forSelf && !recorded) refuse('ROLE_NOT_PERMITTED');
  if (!requested.requiredSignatories.some((one) => one.role === role)) refuse('ROLE_NOT_PERMITTED');
  const earlier = state.signatures.find((signature) => signature.role === role);
  if (earlier !== undefined) return [];
  if (state.state !== 'requested' && state.state !== 'partiallySigned') refuse('STATE_CONFLICT', [state.state]);
  if (!isWitnessed(mode, command.witness, actor)) refuse('WITNESS_REQUIRED', ['witness']);
  if (!isDescribed(mode, command)) refuse('WITNESS_REQUIRED', ['description']);
  const today = localDate(now);
  const signedOn = command.signedOn ?? today;
  if (signedOn > today || signedOn < localDate(state.requestedAt)) refuse('SIGNED_DATE_INVALID', ['signedOn']);
  if (
    role !== 'person' &&
    state.signatures.some((signature) => signature.role !== 'person' && signature.signedBy.id === actor.userId)
  )
    refuse('SAME_SIGNATORY', [role]);
  if (role === 'person' && requested.subject === 'planVersion') formatShown(command.shownInFormat, requested, facts);
  const signature: Signature = {
    role,
    mode,
    signedOn,
    contentHash: requested.contentHash,
    signedBy:
      role === 'person'
        ? { kind: 'person', ...(context.personId === null ? {} : { id: context.personId }), role }
        : { kind: 'staff', id: actor.userId, role },
    recordedBy: actor.userId,
    ...(command.shownInFormat === undefined ? {} : { shownInFormat: command.shownInFormat }),
    ...(command.lang === undefined ? {} : { lang: command.lang }),
    ...(command.witness === undefined ? {} : { witness: command.witness }),
    ...(command.description === undefined ? {} : { description: command.description }),
  };
  const next: SignOffState = { ...state, state: 'partiallySigned', signatures: [...state.signatures, signature] };
  return [{ type: 'SignatureRecorded', payload: signature }, ...completion(next, requested, ended, now)];
}

/** The person signs what they were shown in a format they asked for, and which exists for this very proposal (ENG-044). */
function formatShown(
  shown: string | undefined,
  { subjectId, proposalNo }: Requested,
  { formats, renditions }: ConsentFacts,
): void {
  const format = shown ?? 'standard';
  const prepared = renditions[`${subjectId}/${proposalNo}`] ?? [];
  const wanted = formats.length === 0 || formats.includes(format);
  if (!wanted || (format !== 'standard' && !prepared.includes(format)))
    refuse('FORMAT_NOT_PROVIDED', formats.length === 0 ? [format] : formats);
}
