import { isSameLanguage, refuse } from '@carethread/contracts';
import { type Decider, heldWithPlan } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { carePlan } from '../plan/decider.js';
import type { Party } from '../plan/events.js';
import { mayAcknowledge } from './acknowledge.js';
import type { CopiesCommand } from './commands.js';
import type { CopiesEvent, Copy } from './events.js';
import { place, atHome, dated } from './home-copy.js';
import type { CopiesState } from './state.js';

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
