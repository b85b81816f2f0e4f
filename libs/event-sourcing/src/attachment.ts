import { uuidV5, type KeyClass } from '@carethread/ledger';
import type { Context, Decider, Needs } from './decider.js';
import { heldByOpener } from './holder.js';

/** Sealed bytes that a service keeps for a person: one stream each, found by the hash that cites them. */
export type AttachmentState = {
  readonly hash: string | undefined;
  readonly personId: string | null;
};
export type AttachmentEvent = {
  readonly type: 'AttachmentStored';
  readonly payload: {
    /** SHA-256 of the ciphertext: where the bytes lie. */
    readonly hash: string;
    readonly mediaType: string;
    /** Of the content, in bytes. */
    readonly size: number;
  };
};
export type AttachmentCommand = { readonly type: 'StoreAttachment' } & AttachmentEvent['payload'];
export type AttachmentDecider = Decider<AttachmentState, AttachmentCommand, AttachmentEvent>;

function deciderOf(category: string, keyClass: KeyClass): AttachmentDecider {
  return {
    category,
    keyClass,
    holder: (_, opened) => heldByOpener(opened),
    initial: { hash: undefined, personId: null },
    evolve: { AttachmentStored: (_, { payload: { hash }, meta: { personId } }) => ({ hash, personId }) },
    decide: {
      StoreAttachment: ({ type: _, ...payload }, { hash }) =>
        hash === undefined ? [{ type: 'AttachmentStored', payload }] : [],
    },
  };
}

/** Of the social care record. */
export const attachment = deciderOf('attachment', 'socialCare');
/** Of the mental health record: sealed under another key, kept for another time. */
export const cpaAttachment = deciderOf('cpaAttachment', 'mentalHealth');

/** The ciphertext's hash is unique, so it leads to the stream, and from its envelope whose it is. */
export function attachmentId(hash: string): string {
  return uuidV5('attachment', hash);
}

/** What a decider needs to check that a cited attachment exists; nothing where none is cited. */
export function needsAttachment(hash: string | undefined): Needs {
  return hash === undefined ? {} : { streams: [{ category: attachment.category, id: attachmentId(hash) }] };
}

/** Nothing is cited, or an attachment that this service stored for this very person. The decider's `needs` has named it. */
export function isAttached(
  hash: string | undefined,
  { personId, stream }: Pick<Context, 'personId' | 'stream'>,
): boolean {
  if (hash === undefined) return true;
  const cited = stream(attachment, attachmentId(hash));
  return cited.hash === hash && cited.personId === personId;
}
