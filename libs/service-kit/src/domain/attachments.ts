import type { Decider } from '@carethread/event-sourcing';
import type { View } from '../definition.js';

/** What is known of an attachment besides its bytes, which lie sealed outside the log. */
export type Attached = {
  /** SHA-256 of the ciphertext: the attachment's address. */
  readonly hash: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** The person's key that sealed it. */
  readonly keyId: string;
};
export type AttachmentEvent = { readonly type: 'AttachmentAdded'; readonly payload: Attached };
export type AttachmentCommand = { readonly type: 'AddAttachment' } & Attached;

/** A rendition, minutes, a photograph or a letter: kept for ever as it is, and never replaced (architecture §4). */
export const attachment: Decider<{ readonly attached: Attached | undefined }, AttachmentCommand, AttachmentEvent> = {
  category: 'attachment',
  initial: { attached: undefined },
  evolve: (_, { payload }) => ({ attached: payload }),
  decide: ({ type: _, ...payload }, { attached }) =>
    attached === undefined ? [{ type: 'AttachmentAdded', payload }] : [],
};

export interface IndexedAttachment {
  readonly attachmentId: string;
  readonly personId: string | null;
}

/** Where an attachment is recorded, by its address. */
export const attachmentIndex: View<IndexedAttachment> = {
  name: 'attachments',
  version: 1,
  indexes: [],
  index: () => ({}),
  on: {
    AttachmentAdded: {
      key: ({ data }) => data.hash,
      fold: (_, { meta }) => ({ attachmentId: meta.stream.slice('attachment-'.length), personId: meta.personId }),
    },
  },
};
