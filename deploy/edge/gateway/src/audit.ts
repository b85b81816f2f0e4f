import { Refusal } from '@carethread/contracts';
import type { FastifyRequest } from 'fastify';
import { ask as askOver, type Answered, type Edge } from './edge.js';
import { answering } from './answering.js';

interface Timed {
  readonly recordedAt: string;
}

/** Person-level reads over all services, and the auditor's: each service answers for itself, the front puts them in order. */
export function auditRoutes(edge: Edge): void {
  const { fastify, paths } = edge;
  const ask = (request: FastifyRequest, path: string): Promise<Answered> => askOver(edge, request, path);
  const all = (request: FastifyRequest, rest: string): Promise<readonly Answered[]> =>
    Promise.all(paths.map((path) => ask(request, `/${path}${rest}`)));

  fastify.get(
    '/audit/persons/:personId/timeline',
    answering(async (request, reply) => {
      const { personId } = request.params as { personId: string };
      const search = new URL(request.url, 'http://front').search;
      const answers = await all(request, `/persons/${personId}/timeline${search}`);
      const items = merged(answers).sort((a, b) =>
        a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0,
      );
      const gaps = answers.flatMap(({ body }) => (Array.isArray(body['gaps']) ? (body['gaps'] as object[]) : []));
      const final = answers.every(({ headers }) => headers['x-known-at-final'] !== 'false');
      return reply.header('X-Known-At-Final', String(final)).send({ personId, items, gaps });
    }),
  );
  fastify.get(
    '/audit/streams/:stream/verification',
    answering(async (request, reply) => {
      const { stream } = request.params as { stream: string };
      const answers = await all(request, `/streams/${stream}/verification`);
      const found = answers.find(({ status }) => status === 200) ?? worst(answers);
      return reply
        .status(found.status)
        .type(found.status === 200 ? 'application/json' : 'application/problem+json')
        .send(found.body);
    }),
  );
  fastify.get(
    '/consent/persons/:personId/access-log',
    answering(async (request, reply) => {
      const { personId } = request.params as { personId: string };
      const items = merged(await all(request, `/persons/${personId}/access-entries`)).sort((a, b) =>
        String(a['at']) < String(b['at']) ? -1 : 1,
      );
      return reply.send({ items });
    }),
  );
  fastify.get(
    '/care-plan/persons/:personId/file',
    answering(async (request, reply) => {
      const { personId } = request.params as { personId: string };
      const search = new URL(request.url, 'http://front').search;
      const [person, assessments, plan, risks, reviews] = await Promise.all([
        ask(request, `/assessment/persons/${personId}${search}`),
        ask(request, `/assessment/assessments?personId=${personId}`),
        ask(request, `/care-plan/persons/${personId}/first-plan`),
        ask(request, `/risk/assessments?personId=${personId}`),
        ask(request, `/review/reviews?personId=${personId}`),
      ]);
      if (person.status !== 200) return passOn(reply, person);
      const items = (answer: Answered): readonly unknown[] =>
        Array.isArray(answer.body['items']) ? answer.body['items'] : [];
      const completed = items(assessments).filter((one) => (one as { state?: string }).state === 'completed');
      const parts = {
        a: { ready: true, basicInformation: person.body },
        b: { ready: completed.length > 0, assessments: completed },
        c: { ready: plan.status === 200, ...(plan.status === 200 ? { firstPlan: plan.body } : {}) },
        d: { ready: items(risks).length > 0, riskAssessments: items(risks) },
        e: {
          ready: plan.body['reviewPartOpen'] === true || items(reviews).length > 0,
          reviews: items(reviews),
          changes: plan.body['changes'] ?? [],
        },
      };
      return reply.send({ personId, ready: Object.values(parts).every(({ ready }) => ready), parts });
    }),
  );
}

function passOn(
  reply: { status(code: number): { type(type: string): { send(body: unknown): unknown } } },
  { status, body }: Answered,
): unknown {
  return reply.status(status).type('application/problem+json').send(body);
}

/** What the services that answered said. A malformed request is everybody's; where all refuse, so does the front. */
function merged(answers: readonly Answered[]): (Timed & Record<string, unknown>)[] {
  const malformed = answers.find(({ status }) => status === 400);
  const answered = answers.filter(({ status }) => status === 200);
  if (malformed !== undefined || answered.length === 0) {
    const { status, body } = malformed ?? worst(answers);
    if (status === 401) throw new Refusal('UNAUTHENTICATED');
    throw new Refusal(
      (typeof body['code'] === 'string' ? body['code'] : 'NOT_FOUND') as 'NOT_FOUND',
      (body['items'] as string[] | undefined) ?? [],
    );
  }
  return answered.flatMap(({ body }) => body['items'] as (Timed & Record<string, unknown>)[]);
}

function worst(answers: readonly Answered[]): Answered {
  return answers.find(({ status }) => status !== 404) ?? answers[0] ?? { status: 404, headers: {}, body: {} };
}
