import { Refusal } from '@carethread/contracts';
import { attachmentId, type AttachmentDecider } from '@carethread/event-sourcing';
import { MAX_ATTACHMENT_BYTES, SealBroken } from '@carethread/privacy';
import { uuidV5, type JsonObject } from '@carethread/ledger';
import { raiseTask, task } from '../domain/tasks.js';
import type { AttachmentKeeping } from '../service-definition.js';
import { systemActor, type ServiceRuntime } from '@carethread/runtime';
import {
  query,
  upload,
  type RequestContext,
  type QueryAnswer,
  type Route,
  runtimeBehind,
  type Upload,
} from '@carethread/http-api';

/**
 * What may be attached: documents, pictures, sound and signing, files for a braille embosser, and bytes of unknown type.
 * Anything else, above all what a browser would run, is 415.
 */
export const ATTACHMENT_TYPES = [
  'application/octet-stream',
  'application/pdf',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'audio/mp4',
  'audio/mpeg',
  'audio/ogg',
  'image/jpeg',
  'image/png',
  'image/tiff',
  'image/webp',
  'text/plain',
  'text/x-brf',
  'video/mp4',
  'video/webm',
] as const;

/** The routes by which a service's attachments are stored and read. */
export function attachmentRoutes(path: string, { decider, attach, read }: AttachmentKeeping): readonly Route[] {
  return [
    upload({
      path: `/${path}/attachments`,
      summary: 'Attach a file to a person’s record; it can then be cited by its hash',
      capability: attach,
      on: decider,
      types: ATTACHMENT_TYPES,
      limit: MAX_ATTACHMENT_BYTES,
      stored: (ask, personId) => storedBefore(ask, decider, personId),
      store: (ask, personId) => store(ask, decider, personId),
      id: ({ hash }) => attachmentId(String(hash)),
      command: (content) => ({ type: 'StoreAttachment', ...content }),
    }),
    query({
      path: `/${path}/attachments/:hash`,
      summary: 'An attachment, byte for byte as it was sent',
      capability: read,
      of: { on: decider, id: ({ params }) => attachmentId(params['hash'] ?? '') },
      produces: ATTACHMENT_TYPES,
      person: (ask) => ownerOf(ask, decider),
      answer: (ask) => bytesOf(ask, decider),
    }),
  ];
}

const streamOf = (decider: AttachmentDecider, hash: string): string => `${decider.category}-${attachmentId(hash)}`;

/** What this very command stored before: a resent command neither seals nor stores a second time. */
async function storedBefore(
  ask: RequestContext,
  decider: AttachmentDecider,
  personId: string,
): Promise<JsonObject | undefined> {
  const runtime = runtimeBehind(ask);
  for (const id of await runtime.ids(decider.category, personId)) {
    const [found] = await runtime.commands.stored(await runtime.commands.load(decider, id), ask.commandId);
    if (found?.recorded !== undefined) return found.recorded.payload;
  }
  return undefined;
}

/** Sealed with the person's key and synced, before anything cites it. */
async function store(
  ask: RequestContext<Upload>,
  { keyClass }: AttachmentDecider,
  personId: string,
): Promise<JsonObject> {
  const runtime = runtimeBehind(ask);
  const { tenantId, body } = ask;
  const key = await runtime.keys.getOrCreate(tenantId, personId, keyClass);
  const hash = await runtime.parts.attachments.put(await body.open(), key);
  return { hash, mediaType: body.mediaType, size: body.size };
}

async function ownerOf(ask: RequestContext, decider: AttachmentDecider): Promise<string | null> {
  const runtime = runtimeBehind(ask);
  const { params, tenantId } = ask;
  const [first] = await runtime.log.readStream(streamOf(decider, params['hash'] ?? ''), { to: 1 });
  if (first === undefined || first.event.tenantId !== tenantId) throw new Refusal('NOT_FOUND');
  return first.event.personId;
}

async function bytesOf(ask: RequestContext, decider: AttachmentDecider): Promise<QueryAnswer> {
  const runtime = runtimeBehind(ask);
  const { params } = ask;
  const hash = params['hash'] ?? '';
  const [first] = await runtime.log.readStream(streamOf(decider, hash), { to: 1 });
  const key = await runtime.keys.find(first?.event.keyId ?? '');
  if (first === undefined || key === undefined) throw new Refusal('NOT_FOUND');
  if (key === 'destroyed') throw new Refusal('CONTENT_ERASED');
  const { recorded } = await runtime.decoder.open(first);
  const bytes = await undamaged(() => runtime.parts.attachments.get(hash, key));
  if (bytes === undefined) return damaged(ask, first.event.stream, first.event.personId);
  return {
    body: Buffer.from(bytes),
    headers: {
      'Content-Type': String(recorded?.payload['mediaType'] ?? 'application/octet-stream'),
      // A browser must not show it as a page of this origin, nor a cache keep it.
      'Content-Disposition': `attachment; filename="${hash.slice(0, 16)}"`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
    target: first.event.stream,
  };
}

/** Undefined where the bytes are gone or are not the ones that were put there. */
async function undamaged(get: () => Promise<Uint8Array | undefined>): Promise<Uint8Array | undefined> {
  try {
    return await get();
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}

/** ENG-144: bytes that are gone or changed are an incident, shown on the work list of the person responsible for the record. */
async function damaged(ask: RequestContext, stream: string, personId: string | null): Promise<never> {
  const runtime = runtimeBehind(ask);
  const { tenantId, correlationId, params } = ask;
  const commandId = uuidV5('attachment-damaged', stream);
  await raiseIncident(runtime, { tenantId, personId, correlationId, commandId, hash: params['hash'] ?? '' });
  throw new Error('an attachment does not hold the bytes that were put there');
}

async function raiseIncident(
  runtime: ServiceRuntime,
  about: {
    readonly tenantId: string;
    readonly personId: string | null;
    readonly correlationId: string;
    readonly commandId: string;
    readonly hash: string;
  },
): Promise<void> {
  const { hash, ...envelope } = about;
  runtime.parts.warn('an attachment is damaged', { attachment: hash });
  await runtime.dispatch({
    ...envelope,
    decider: task,
    id: envelope.commandId,
    command: raiseTask(envelope.commandId, {
      kind: 'ATTACHMENT_DAMAGED',
      // The data protection officer alone answers for every record of every service.
      forRole: 'DP',
      subject: { kind: 'attachment', id: hash },
      ref: { attachment: hash },
    }).command,
    actor: systemActor('attachments'),
    causationId: envelope.commandId,
  });
}
