import { isSameLanguage, refuse } from '@carethread/contracts';
import { localDate } from '@carethread/calendar';
import { type Context, type Decider, heldWithPlan } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import { carePlan } from '../plan/decider.js';
import type { Party } from '../plan/events.js';

export type Recipient = Party & {
  readonly format: string;
  readonly lang?: string;
  readonly permitted: boolean;
  readonly basis: string;
  /** Whether the version exists in that format; where it is not said, it does. */
  readonly provided?: boolean;
};
export type Failed = {
  readonly copyId: string;
  readonly recipient: Party;
  readonly versionNo: number;
  readonly issueNo: number;
  readonly format: string;
  readonly reason: string;
};
export type Copy = {
  readonly copyId: string;
  readonly versionNo: number;
  readonly issueNo: number;
  readonly recipient: Party;
  readonly format: string;
  readonly lang?: string;
  readonly channel: string;
  readonly basis: string;
};
export type CopiesEvent =
  | { readonly type: 'CopyIssued'; readonly payload: Copy }
  | {
      readonly type: 'CopyWithheld';
      readonly payload: { readonly recipient: Party; readonly versionNo: number; readonly reason: string };
    }
  | { readonly type: 'CopyDeliveryFailed'; readonly payload: Failed }
  | {
      readonly type: 'HomeCopyPlaced';
      readonly payload: {
        readonly versionNo: number;
        readonly place: string;
        readonly locked: boolean;
        readonly placedOn: string;
      };
    }
  | {
      readonly type: 'HomeCopyReplaced';
      readonly payload: { readonly fromVersion: number; readonly toVersion: number; readonly removedOn: string };
    }
  | {
      readonly type: 'HomeCopyRemoved';
      readonly payload: { readonly versionNo: number; readonly removedOn: string; readonly reason?: string };
    }
  | { readonly type: 'CopyAcknowledged'; readonly payload: { readonly copyId: string; readonly at: Instant } };
export type CopiesState = {
  readonly issued: readonly (Copy & { readonly issuedAt: Instant; readonly acknowledgedAt?: Instant })[];
  readonly withheld: readonly { readonly recipient: Party; readonly versionNo: number; readonly reason: string }[];
  readonly failed: readonly Failed[];
  /** What lies or lay in the person's home, oldest first; without a date of removal it lies there now. */
  readonly home: readonly HomeCopy[];
};
export type HomeCopy = {
  readonly versionNo: number;
  readonly place: string;
  readonly locked: boolean;
  readonly placedOn: string;
  readonly removedOn?: string;
};
export type CopiesCommand =
  | {
      readonly type: 'IssueCopies';
      readonly versionNo: number;
      readonly issueNo: number;
      readonly recipients: readonly Recipient[];
    }
  | { readonly type: 'AcknowledgeCopy'; readonly copyId: string }
  | {
      readonly type: 'PlaceHomeCopy';
      readonly planId: string;
      readonly versionNo: number;
      readonly place: string;
      readonly locked?: boolean;
      readonly placedOn?: string;
    }
  | { readonly type: 'RemoveHomeCopy'; readonly removedOn?: string; readonly reason?: string };

/** Who holds which rendition of which version (model §3.2 CopyRegister). Only published versions are ever copied. */
export const copies: Decider<CopiesState, CopiesCommand, CopiesEvent> = {
  category: 'copies',
  keyClass: 'socialCare',
  // Whoever holds a copy finds it in the register, and reads no more for it.
  holder: ({ issued }, { id }, capability) =>
    capability === 'readPlan'
      ? [heldWithPlan(id), { kind: 'users', userIds: issued.flatMap(({ recipient }) => recipient.id ?? []) }]
      : heldWithPlan(id),
  initial: { issued: [], withheld: [], failed: [], home: [] },
  edits: [],
  // The register of a plan has the id of the plan.
  needs: (command) =>
    command.type === 'PlaceHomeCopy' ? { streams: [{ category: carePlan.category, id: command.planId }] } : {},
  evolve: (state, event) => {
    switch (event.type) {
      case 'CopyIssued':
        return { ...state, issued: [...state.issued, { ...event.payload, issuedAt: event.meta.recordedAt }] };
      case 'HomeCopyPlaced':
        return { ...state, home: [...state.home, event.payload] };
      case 'HomeCopyReplaced':
      case 'HomeCopyRemoved': {
        const { removedOn } = event.payload;
        return {
          ...state,
          home: state.home.map((copy) => (copy.removedOn === undefined ? { ...copy, removedOn } : copy)),
        };
      }
      case 'CopyDeliveryFailed':
        return { ...state, failed: [...state.failed, event.payload] };
      case 'CopyWithheld':
        return { ...state, withheld: [...state.withheld, event.payload] };
      case 'CopyAcknowledged':
        return {
          ...state,
          issued: state.issued.map((copy) =>
            copy.copyId === event.payload.copyId ? { ...copy, acknowledgedAt: event.payload.at } : copy,
          ),
        };
    }
  },
  decide: (command, state, context) => {
    switch (command.type) {
      case 'IssueCopies': {
        const { versionNo, issueNo } = command;
        return command.recipients.flatMap(
          ({ permitted, format, lang, basis, provided = true, ...recipient }, index): readonly CopiesEvent[] => {
            const theirs = (one: { readonly recipient: Party; readonly versionNo: number }): boolean =>
              one.versionNo === versionNo && one.recipient.id === recipient.id && one.recipient.name === recipient.name;
            if (permitted) {
              const had = (one: Copy): boolean =>
                theirs(one) && one.issueNo === issueNo && one.format === format && isSameLanguage(one.lang, lang);
              if (state.issued.some(had)) return [];
              const copyId = context.newId(`copy-${index}`);
              // D30: nobody is given a copy in a format that does not exist.
              if (!provided)
                return state.failed.some((one) => theirs(one) && one.issueNo === issueNo && one.format === format)
                  ? []
                  : [
                      {
                        type: 'CopyDeliveryFailed',
                        payload: { copyId, recipient, versionNo, issueNo, format, reason: 'formatNotProvided' },
                      },
                    ];
              return [
                {
                  type: 'CopyIssued',
                  payload: present({
                    copyId,
                    versionNo,
                    issueNo,
                    recipient,
                    format,
                    channel: 'platform',
                    basis,
                    lang,
                  }),
                },
              ];
            }
            if (state.withheld.some((one) => theirs(one) && one.reason === basis)) return [];
            return [{ type: 'CopyWithheld', payload: { recipient, versionNo, reason: basis } }];
          },
        );
      }
      case 'PlaceHomeCopy':
        return place(command, state, context);
      case 'RemoveHomeCopy': {
        const lying = atHome(state) ?? refuse('NOT_FOUND');
        const { reason } = command;
        const removedOn = dated(command.removedOn, 'removedOn', context, lying.placedOn);
        return [
          {
            type: 'HomeCopyRemoved',
            payload: present({ versionNo: lying.versionNo, removedOn, reason }),
          },
        ];
      }
      case 'AcknowledgeCopy': {
        const copy = state.issued.find(({ copyId }) => copyId === command.copyId) ?? refuse('NOT_FOUND');
        if (!mayAcknowledge(copy, context)) refuse('NOT_FOUND');
        return copy.acknowledgedAt === undefined
          ? [{ type: 'CopyAcknowledged', payload: { copyId: command.copyId, at: context.now } }]
          : [];
      }
    }
  },
};

/** Those to whom copies are made out; whoever else may is of those who made them. */
const RECIPIENTS: readonly string[] = ['PE', 'LR', 'CA', 'AD', 'OP'];

/** A copy is acknowledged by whoever it was made out to, or by those who made it, and by no other recipient. */
function mayAcknowledge({ recipient }: Copy, { actor, personId }: Context): boolean {
  if (!RECIPIENTS.includes(actor.role)) return true;
  return recipient.id === actor.userId || (recipient.id === personId && actor.personId === personId);
}

export function atHome({ home }: CopiesState): HomeCopy | undefined {
  return home.find(({ removedOn }) => removedOn === undefined);
}

/** ENG-137: only a published version lies in the person's home, one at a time: the next takes the place of the one before. */
function place(
  command: Extract<CopiesCommand, { type: 'PlaceHomeCopy' }>,
  state: CopiesState,
  context: Context,
): readonly CopiesEvent[] {
  const { versionNo, planId, place: where, locked = false } = command;
  const { state: planState, versions } = context.stream(carePlan, planId);
  if (planState === 'closed') refuse('STATE_CONFLICT', ['closed']);
  const version = versions.find((one) => one.versionNo === versionNo);
  if (version === undefined) return refuse('NOT_AGREED', [`version ${versionNo}`]);
  const lying = atHome(state);
  const same = lying?.versionNo === versionNo && lying.place === where && lying.locked === locked;
  if (same && (command.placedOn ?? lying.placedOn) === lying.placedOn) return [];
  const published = localDate(version.publishedAt);
  const placedOn = dated(
    command.placedOn,
    'placedOn',
    context,
    lying === undefined || lying.placedOn < published ? published : lying.placedOn,
  );
  const placed: CopiesEvent = { type: 'HomeCopyPlaced', payload: { versionNo, place: where, locked, placedOn } };
  return lying === undefined
    ? [placed]
    : [
        {
          type: 'HomeCopyReplaced',
          payload: { fromVersion: lying.versionNo, toVersion: versionNo, removedOn: placedOn },
        },
        placed,
      ];
}

/** Today, or the day that is said: not to come, and not before what was there was put there. */
function dated(date: string | undefined, name: string, { now }: Context, notBefore = ''): string {
  const today = localDate(now);
  const on = date ?? today;
  if (on > today) refuse('FUTURE_DATE', [name]);
  return on < notBefore ? refuse('TIMESCALE_INVALID', [name]) : on;
}
