import { attachment, attachmentId, isAttached, needsAttachment, type AttachmentEvent } from './attachment.js';
import { specContext, specify } from './testing/given-when-then.js';

const hash = 'ab'.repeat(32);
const content = { hash, mediaType: 'application/pdf', size: 3 };
const stored: AttachmentEvent = { type: 'AttachmentStored', payload: content };
const cited = specify(attachment).given(stored).state;
const streams = { [`attachment-${attachmentId(hash)}`]: cited };

describe('an attachment', () => {
  it('is stored once', () => {
    const command = { type: 'StoreAttachment', ...content } as const;
    specify(attachment).given().when(command).then({ type: 'AttachmentStored', payload: content });
    specify(attachment).given(stored).when(command).nothing();
  });

  it('is looked for only where one is cited', () => {
    expect(needsAttachment(undefined)).toEqual({});
    expect(needsAttachment(hash)).toEqual({ streams: [{ category: 'attachment', id: attachmentId(hash) }] });
  });

  it('may be cited for the person whose it is, and for nobody else', () => {
    expect(isAttached(undefined, specContext())).toBe(true);
    expect(isAttached(hash, specContext({ streams }))).toBe(true);
    expect(isAttached(hash, specContext({ streams, personId: null }))).toBe(false);
    expect(isAttached(hash, specContext())).toBe(false);
  });
});
