import { faultAnswered, isRuleCode, Malformed, Refusal } from '@carethread/contracts';
import { member, present, textMember } from '@carethread/ledger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { composed } from './with-problems.js';
import { ask as askOver, type Answered, type Gateway, type Question } from './edge.js';

interface Timed {
  readonly recordedAt: string;
}

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
    const items = merged(answers).sort((a, b) =>
      a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0,
    );
    const gaps = answers.flatMap(({ body }): unknown[] => (Array.isArray(body['gaps']) ? body['gaps'] : []));
    const final = answers.every(({ headers }) => headers['x-known-at-final'] !== 'false');
    return reply.header('X-Known-At-Final', String(final)).send({ personId, items, gaps });
  });
  composed(edge, '/audit/streams/:stream/verification', async (request, reply) => {
    const answers = await all(request, '/streams/:stream/verification');
    return passOn(reply, answers.find(({ status }) => status === 200) ?? worst(answers));
  });
  composed(edge, '/consent/persons/:personId/access-log', async (request, reply) => {
    const items = merged(await all(request, '/persons/:personId/access-entries')).sort((a, b) =>
      String(a['at']) < String(b['at']) ? -1 : 1,
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
    if (person.status !== 200) return passOn(reply, person);
    requireAnswers([assessments, plan, risks, reviews]);
    const items = (answer: Answered): readonly unknown[] =>
      Array.isArray(answer.body['items']) ? answer.body['items'] : [];
    const completed = items(assessments).filter((one) => member(one, 'state') === 'completed');
    const parts = {
      a: { ready: true, basicInformation: person.body },
      b: { ready: completed.length > 0, assessments: completed },
      c: present<{ ready: boolean; firstPlan?: unknown }>({
        ready: plan.status === 200,
        firstPlan: plan.status === 200 ? plan.body : undefined,
      }),
      d: { ready: items(risks).length > 0, riskAssessments: items(risks) },
      e: {
        ready: plan.body['reviewPartOpen'] === true || items(reviews).length > 0,
        reviews: items(reviews),
        changes: plan.body['changes'] ?? [],
      },
    };
    return reply.send({ ...query, ready: Object.values(parts).every(({ ready }) => ready), parts });
  });
}

function valuesOf({ params }: FastifyRequest): Readonly<Record<string, string>> {
  return params as Readonly<Record<string, string>>;
}

/** The query in the form that was checked. */
function queryIn({ query }: FastifyRequest): Readonly<Record<string, string>> {
  return query as Readonly<Record<string, string>>;
}

function passOn(reply: FastifyReply, { status, body }: Answered): unknown {
  return reply
    .status(status)
    .type(status === 200 ? 'application/json' : 'application/problem+json')
    .send(body);
}

/** What a service says that holds nothing which the caller may read. */
const NOTHING_HERE = new Set([403, 404]);

/** A service that did not answer leaves a gap: what is whole is answered, or nothing is. Throws what that service refused with. */
function requireAnswers(answers: readonly Answered[]): void {
  const failed = answers.find(({ status }) => status !== 200 && !NOTHING_HERE.has(status));
  if (failed !== undefined) throw refusalOf(failed);
}

function refusalOf({ status, body }: Answered): Refusal {
  const { code } = body;
  const items: readonly unknown[] = Array.isArray(body['items']) ? body['items'] : [];
  if (code === 'MALFORMED') return new Malformed(items.flatMap(faultAnswered), textMember(body, 'detail'));
  if (isRuleCode(code)) return new Refusal(code, items.map(String));
  return new Refusal(status === 401 ? 'UNAUTHENTICATED' : status >= 500 ? 'UNAVAILABLE' : 'NOT_FOUND');
}

/** What the services said that hold something of it; where all refuse, so does the gateway. */
function merged(answers: readonly Answered[]): (Timed & Record<string, unknown>)[] {
  requireAnswers(answers);
  const answered = answers.filter(({ status }) => status === 200);
  if (answered.length === 0) throw refusalOf(worst(answers));
  return answered.flatMap(({ body }) => body['items'] as (Timed & Record<string, unknown>)[]);
}

function worst(answers: readonly Answered[]): Answered {
  return answers.find(({ status }) => status !== 404) ?? answers[0] ?? { status: 404, headers: {}, body: {} };
}
