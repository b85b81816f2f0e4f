import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';

/**
 * `Expect: 100-continue`: a client gets the go-ahead for its body once the request was admitted, and never where it is refused. Node alone
 * would send it before any check.
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
