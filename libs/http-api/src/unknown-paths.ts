import { Refusal } from '@carethread/contracts';
import type { FastifyInstance } from 'fastify';
import { answerRefusal } from './admission.js';
import type { Route } from './route.js';

/** Says of a path that no route answers whether another method would be: history has no method that changes or removes it. */
export function refuseUnknownMethods(
  fastify: FastifyInstance,
  routes: readonly Pick<Route, 'method' | 'path'>[],
): void {
  const patterns = routes.map(({ method, path }) => ({
    method,
    pattern: new RegExp(`^${path.replaceAll('$', '\\$').replace(/:[A-Za-z]+/g, '[^/]+')}$`),
  }));
  const histories = new Set([...routes.map(({ path }) => path.split('/')[1]), 'audit']);
  fastify.addHook('onRequest', (request, reply, done) => {
    // Whatever a route answers needs no second look; only what none does may be a method that history does not have.
    if (!request.is404) {
      done();
      return;
    }
    const path = request.url.split('?')[0] ?? '';
    const allowed = patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    const methods: readonly string[] = allowed;
    const offered = methods.includes(request.method) || (request.method === 'HEAD' && methods.includes('GET'));
    const [, first, second] = path.split('/');
    const history = histories.has(first) && second !== undefined && ['DELETE', 'PATCH', 'PUT'].includes(request.method);
    if (!offered && (allowed.length > 0 || history)) {
      void reply.header('Allow', [...new Set(allowed.length > 0 ? allowed : ['GET'])].join(', '));
      answerRefusal(request, reply, new Refusal('METHOD_NOT_ALLOWED'));
      return;
    }
    done();
  });
}
