import { Refusal } from '@carethread/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readdir, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { senderOf } from './admission.js';
import type { Route, UploadRoute } from './route.js';
import { Upload, type UploadPlace } from './upload-body.js';

/** The routes of a table that take files, by their paths. */
export function uploadsOf(routes: readonly Route[]): ReadonlyMap<string, UploadRoute> {
  return new Map(routes.flatMap((route) => (route.kind === 'upload' ? [[route.path, route] as const] : [])));
}

/** The body is of none of the media types that are taken here. */
export function unsupported(types: readonly string[]): Refusal {
  return new Refusal('MEDIA_TYPE_UNSUPPORTED', types, `Unsupported media type; send ${types.join(', ')}`);
}

/** Reads any body but JSON: on routes that take files, within the route's limit; anywhere else it is 415. */
export async function readUploads(
  fastify: FastifyInstance,
  routes: readonly Route[],
  place: UploadPlace,
): Promise<void> {
  await clear(place);
  const taking = uploadsOf(routes);
  for (const type of ['text/plain', 'application/x-www-form-urlencoded'])
    if (fastify.hasContentTypeParser(type)) fastify.removeContentTypeParser(type);
  fastify.addContentTypeParser('*', async (request: FastifyRequest, payload: IncomingMessage) => {
    const route = request.method === 'POST' ? taking.get(request.routeOptions.url ?? '') : undefined;
    const mediaType = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    try {
      if (route?.types.includes(mediaType) !== true) throw unsupported(route?.types ?? ['application/json']);
      const tooLarge = (): Refusal => new Refusal('TOO_LARGE', [`at most ${route.limit} bytes`]);
      if (Number(request.headers['content-length'] ?? 0) > route.limit) throw tooLarge();
      return await Upload.receive(payload, mediaType, {
        ...place,
        sender: senderOf(request),
        limit: route.limit,
        tooLarge,
        noRoom: () => new Refusal('UNAVAILABLE'),
      });
    } catch (error) {
      payload.resume(); // the rest of the body is discarded, so that the client reads the answer
      throw error;
    }
  });
  // However it was answered, and also where nobody waits for the answer any more.
  fastify.addHook('onResponse', async ({ body }) => {
    if (body instanceof Upload) await body.discard();
  });
  fastify.addHook('onClose', () => clear(place));
}

/**
 * What a process left behind that did not end in order: nobody has the key to it. The folder itself stays, since another process
 * may share it, whose files have no name by then.
 */
async function clear({ folder }: UploadPlace): Promise<void> {
  const left = await readdir(folder).catch(() => []);
  await Promise.all(left.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}
