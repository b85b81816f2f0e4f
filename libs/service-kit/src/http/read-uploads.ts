import { Refusal } from '@carethread/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Route, UploadRoute } from './route.js';
import { Upload } from './upload-body.js';

/** Reads any body but JSON: on routes that take files, within the route's limit; anywhere else it is 415. */
export function readUploads(fastify: FastifyInstance, routes: readonly Route[]): void {
  const taking = new Map(routes.flatMap((route) => (route.kind === 'upload' ? [[route.path, route] as const] : [])));
  for (const type of ['text/plain', 'application/x-www-form-urlencoded'])
    if (fastify.hasContentTypeParser(type)) fastify.removeContentTypeParser(type);
  fastify.addContentTypeParser('*', async (request: FastifyRequest, payload: IncomingMessage) => {
    const route = request.method === 'POST' ? taking.get(request.routeOptions.url ?? '') : undefined;
    const mediaType = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    try {
      return await readBody(route, mediaType, payload, Number(request.headers['content-length'] ?? 0));
    } catch (error) {
      payload.resume(); // what is still coming is let through to nowhere, so that the answer is heard
      throw error;
    }
  });
}

async function readBody(
  route: UploadRoute | undefined,
  mediaType: string,
  payload: IncomingMessage,
  announced: number,
): Promise<Upload> {
  if (route?.types.includes(mediaType) !== true)
    throw new Refusal('MEDIA_TYPE_UNSUPPORTED', route === undefined ? ['application/json'] : [...route.types]);
  if (announced > route.limit) throw tooLarge(route);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > route.limit) throw tooLarge(route);
    chunks.push(chunk);
  }
  return new Upload(Buffer.concat(chunks), mediaType);
}

function tooLarge({ limit }: UploadRoute): Refusal {
  return new Refusal('TOO_LARGE', [`at most ${limit} bytes`]);
}
