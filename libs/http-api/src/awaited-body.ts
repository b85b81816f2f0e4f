import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';

/**
 * `Expect: 100-continue`: a client is told to send its body once the request was let in, and never where it is refused. Node alone
 * would tell it before anybody had looked.
 */
export function continueWhenLetIn(fastify: FastifyInstance): void {
  const waiting = new WeakSet<IncomingMessage>();
  fastify.server.on('checkContinue', (request, reply) => {
    waiting.add(request);
    fastify.server.emit('request', request, reply);
  });
  fastify.addHook('preParsing', (request, reply, _, done) => {
    if (waiting.has(request.raw)) reply.raw.writeContinue();
    done();
  });
}
