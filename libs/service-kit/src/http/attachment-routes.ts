import { Refusal } from '@carethread/contracts';
import { keyClassOf, MAX_ATTACHMENT_BYTES } from '@carethread/privacy';
import { attachment, attachmentIndex, type Attached, type IndexedAttachment } from '../domain/attachments.js';
import { command, query, type Ask, type Route } from './route.js';

/** The bytes of renditions, minutes, photographs and letters: put once, sealed, read again, never changed. */
export function attachmentRoutes(path: string): readonly Route[] {
  return [
    command({
      method: 'POST',
      path: `/${path}/attachments`,
      summary: 'Attach a file to the record of the person named in the query: the body is its bytes, of 10 MB at most',
      as: 'attach',
      on: attachment,
      creates: true,
      bytes: true,
      queryParameters: ['personId'],
      person: ({ query: { personId } }) => {
        if (personId === undefined) throw new Refusal('MALFORMED', ['personId']);
        return personId;
      },
      command: (ask) => sealed(ask),
      location: (_, { hash }) => `/${path}/attachments/${String(hash)}`,
      answer: ({ state }) => {
        const { hash, mediaType, bytes } = (state as { attached: Attached }).attached;
        return { hash, attachmentHash: hash, mediaType, bytes };
      },
    }),
    query({
      path: `/${path}/attachments/:hash`,
      summary: 'An attachment, byte for byte as it was put',
      as: 'readAttachment',
      person: async (ask) => (await indexed(ask)).personId,
      answer: (ask) => opened(ask),
    }),
  ];
}

/** The bytes are sealed and durable before the event that cites them; a request sent again finds them there. */
async function sealed(ask: Ask): Promise<{ readonly type: 'AddAttachment' } & Attached> {
  const { runtime, bytes, mediaType = 'application/octet-stream', tenantId } = ask;
  const personId = ask.query['personId'] ?? '';
  if (bytes === undefined || bytes.length === 0) throw new Refusal('MALFORMED', ['the body is empty']);
  if (bytes.length > MAX_ATTACHMENT_BYTES) throw new Refusal('TOO_LARGE');
  const key = await runtime.keys.getOrCreate(tenantId, personId, keyClassOf(attachment.category));
  const hash = await runtime.parts.attachments.put(bytes, key);
  return { type: 'AddAttachment', hash, mediaType, bytes: bytes.length, keyId: key.keyId };
}

async function indexed({ runtime, params }: Ask): Promise<IndexedAttachment> {
  const found = await runtime.views.view<IndexedAttachment>(attachmentIndex.name).get(params['hash'] ?? '');
  if (found === undefined) throw new Refusal('NOT_FOUND');
  return found;
}

async function opened(ask: Ask): Promise<{ body: unknown; headers: Record<string, string> }> {
  const { runtime } = ask;
  const { state, erased } = await runtime.streams.load(attachment, (await indexed(ask)).attachmentId);
  const { attached } = state as { attached: Attached | undefined };
  if (erased || attached === undefined) throw new Refusal('CONTENT_ERASED');
  const key = await runtime.keys.find(attached.keyId);
  if (key === 'destroyed' || key === undefined) throw new Refusal('CONTENT_ERASED');
  const bytes = await runtime.parts.attachments.get(attached.hash, key);
  if (bytes === undefined) throw new Error(`attachment ${attached.hash} is on record, but its bytes are gone`);
  // Never opened by a browser as a page of this site.
  const headers = {
    'Content-Type': attached.mediaType,
    'Content-Disposition': 'attachment',
    'X-Content-Type-Options': 'nosniff',
  };
  return { body: Buffer.from(bytes), headers };
}
