import { member, present, textMember, textMembers } from '@carethread/ledger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isNothingHere, itemsOf, refusalOf } from './answers.js';
import { composed } from './with-problems.js';
import { ask as askOver, type Answered, type Gateway, type Question } from './edge.js';

/** Person-level reads over all services, and the auditor's: each service answers for itself, the gateway puts them in order. */
export function auditRoutes(edge: Gateway): void {
  const { paths } = edge;
  const ask = (request: FastifyRequest, question: Question): Promise<Answered> => askOver(edge, request, question);
  /** The same of every service: a template under each of their paths. */
  const all = (request: FastifyRequest, template: string, query = {}): Promise<readonly Answered[]> =>
    Promise.all(
      paths.map((path) => ask(request, { template: `/${path}${template}`, values: valuesOf(request), query })),
    );

  composed(edge, '/audit/persons/:personId/timeline', async (request, reply) => {
    const { personId } = valuesOf(request);
    const answers = await all(request, '/persons/:personId/timeline', queryIn(request));
    const items = mergedItems(answers).sort((a, b) => compareTexts(recordedAtOf(a), recordedAtOf(b)));
    const gaps = answers.flatMap(({ body }): unknown[] => (Array.isArray(body['gaps']) ? body['gaps'] : []));
    const final = answers.every(({ headers }) => headers['x-known-at-final'] !== 'false');
    return reply.header('X-Known-At-Final', String(final)).send({ personId, items, gaps });
  });
  composed(edge, '/audit/streams/:stream/verification', async (request, reply) => {
    const answers = await all(request, '/streams/:stream/verification');
    return sendAnswer(reply, answers.find(({ status }) => status === 200) ?? firstFailure(answers));
  });
  composed(edge, '/consent/persons/:personId/access-log', async (request, reply) => {
    const items = mergedItems(await all(request, '/persons/:personId/access-entries')).sort((a, b) =>
      String(member(a, 'at')) < String(member(b, 'at')) ? -1 : 1,
    );
    return reply.send({ items });
  });
  composed(edge, '/care-plan/persons/:personId/file', async (request, reply) => {
    const values = valuesOf(request);
    const query = { personId: values['personId'] ?? '' };
    const [person, assessments, plan, risks, reviews] = await Promise.all([
      ask(request, { template: '/assessment/persons/:personId', values }),
      ask(request, { template: '/assessment/assessments', values, query }),
      ask(request, { template: '/care-plan/persons/:personId/first-plan', values }),
      ask(request, { template: '/risk/assessments', values, query }),
      ask(request, { template: '/review/reviews', values, query }),
    ]);
    if (person.status !== 200) return sendAnswer(reply, person);
    requireAnswers([assessments, plan, risks, reviews]);
    const completed = itemsOf(assessments).filter((one) => member(one, 'state') === 'completed');
    const parts = {
      a: { ready: true, basicInformation: person.body },
      b: { ready: completed.length > 0, assessments: completed },
      c: present<{ ready: boolean; firstPlan?: unknown }>({
        ready: plan.status === 200,
        firstPlan: plan.status === 200 ? plan.body : undefined,
      }),
      d: { ready: itemsOf(risks).length > 0, riskAssessments: itemsOf(risks) },
      e: {
        ready: plan.body['reviewPartOpen'] === true || itemsOf(reviews).length > 0,
        reviews: itemsOf(reviews),
        changes: plan.body['changes'] ?? [],
      },
    };
    return reply.send({ ...query, ready: Object.values(parts).every(({ ready }) => ready), parts });
  });
}

function valuesOf({ params }: FastifyRequest): Readonly<Record<string, string>> {
  return textMembers(params);
}

/** The query, whose form was checked before. */
function queryIn({ query }: FastifyRequest): Readonly<Record<string, string>> {
  return textMembers(query);
}

function sendAnswer(reply: FastifyReply, { status, body }: Answered): unknown {
  return reply
    .status(status)
    .type(status === 200 ? 'application/json' : 'application/problem+json')
    .send(body);
}

/** A service that did not answer would leave a gap, so the whole read fails. Throws what that service refused with. */
function requireAnswers(answers: readonly Answered[]): void {
  const failed = answers.find((answered) => answered.status !== 200 && !isNothingHere(answered));
  if (failed !== undefined) throw refusalOf(failed);
}

/** The items of every service that answered; where all refuse, so does the gateway. */
function mergedItems(answers: readonly Answered[]): unknown[] {
  requireAnswers(answers);
  const answered = answers.filter(({ status }) => status === 200);
  if (answered.length === 0) throw refusalOf(firstFailure(answers));
  return answered.flatMap(itemsOf);
}

function recordedAtOf(item: unknown): string {
  return textMember(item, 'recordedAt') ?? '';
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function firstFailure(answers: readonly Answered[]): Answered {
  return answers.find(({ status }) => status !== 404) ?? answers[0] ?? { status: 404, headers: {}, body: {} };
}
