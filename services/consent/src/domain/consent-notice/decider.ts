import { heldByOpener, heldWithPlan, type Decider, type Holder } from '@carethread/event-sourcing';
import type { ConsentNoticeEvent, Notice } from './events.js';
import type { ConsentNoticeState } from './state.js';

export type ConsentNoticeCommand = { readonly type: 'GiveNotice' } & Notice;

function subjectOf({ kind, id }: Notice['about']): Holder {
  // Those who serve the person may see that they were asked about a measure that restricts them.
  if (kind === 'restriction') return { kind: 'serving' };
  return kind === 'plan' ? heldWithPlan(id) : { kind: 'risk', riskId: id };
}

/** The person gets notice of each consent that staff recorded in their name, a contact of each that they are said to have witnessed. */
export const consentNotice: Decider<ConsentNoticeState, ConsentNoticeCommand, ConsentNoticeEvent> = {
  category: 'consentNotice',
  keyClass: 'socialCare',
  holder: ({ told }, opened) => {
    if (told === undefined) return heldByOpener(opened);
    const { about, to } = told;
    return [
      subjectOf(about),
      to.kind === 'person' ? { kind: 'person' } : { kind: 'users', userIds: to.id === undefined ? [] : [to.id] },
    ];
  },
  initial: {},
  decide: {
    GiveNotice: ({ type: _, ...payload }, { told }) =>
      told === undefined ? [{ type: 'ConsentNoticeGiven', payload }] : [],
  },
  evolve: { ConsentNoticeGiven: (_, { payload, meta }) => ({ told: payload, givenAt: meta.recordedAt }) },
};
