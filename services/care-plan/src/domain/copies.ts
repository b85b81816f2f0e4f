import { refuse } from '@carethread/contracts';
import type { Decider } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { Party } from './plan/events.js';

export type Recipient = Party & {
  readonly format: string;
  readonly lang?: string;
  readonly permitted: boolean;
  readonly basis: string;
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
  | { readonly type: 'CopyAcknowledged'; readonly payload: { readonly copyId: string; readonly at: Instant } };
export type CopiesState = {
  readonly issued: readonly (Copy & { readonly issuedAt: Instant; readonly acknowledgedAt?: Instant })[];
  readonly withheld: readonly { readonly recipient: Party; readonly versionNo: number; readonly reason: string }[];
};
export type CopiesCommand =
  | {
      readonly type: 'IssueCopies';
      readonly versionNo: number;
      readonly issueNo: number;
      readonly recipients: readonly Recipient[];
    }
  | { readonly type: 'AcknowledgeCopy'; readonly copyId: string };

/** Who holds which rendition of which version (model §3.2 CopyRegister). Only published versions are ever copied. */
export const copies: Decider<CopiesState, CopiesCommand, CopiesEvent> = {
  category: 'copies',
  initial: { issued: [], withheld: [] },
  edits: [],
  evolve: (state, event) => {
    switch (event.type) {
      case 'CopyIssued':
        return { ...state, issued: [...state.issued, { ...event.payload, issuedAt: event.meta.recordedAt }] };
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
          ({ permitted, format, lang, basis, ...recipient }, index): readonly CopiesEvent[] => {
            const had = (one: { recipient: Party; versionNo: number; issueNo?: number }): boolean =>
              one.versionNo === versionNo &&
              one.recipient.id === recipient.id &&
              one.recipient.name === recipient.name &&
              (one.issueNo ?? issueNo) === issueNo;
            if (permitted) {
              if (state.issued.some(had)) return [];
              const copyId = context.newId(`copy-${index}`);
              return [
                {
                  type: 'CopyIssued',
                  payload: {
                    copyId,
                    versionNo,
                    issueNo,
                    recipient,
                    format,
                    channel: 'platform',
                    basis,
                    ...(lang === undefined ? {} : { lang }),
                  },
                },
              ];
            }
            if (state.withheld.some(had)) return [];
            return [{ type: 'CopyWithheld', payload: { recipient, versionNo, reason: basis } }];
          },
        );
      }
      case 'AcknowledgeCopy': {
        const copy = state.issued.find(({ copyId }) => copyId === command.copyId) ?? refuse('NOT_FOUND');
        return copy.acknowledgedAt === undefined
          ? [{ type: 'CopyAcknowledged', payload: { copyId: command.copyId, at: context.now } }]
          : [];
      }
    }
  },
};
