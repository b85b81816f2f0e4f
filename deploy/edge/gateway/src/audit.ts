import { isPlain } from '@carethread/contracts';
import { listMember, member, present, requireText, textMember, textMembers } from '@carethread/ledger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isNothingHere, itemsOf, refusalOf } from './answers.js';
import { ask as askOver, type Answered, type Gateway, type Question } from './edge.js';
import { EVIDENCE_NOTE, evidenceIn } from './evidence.js';
import { FoldedLooks, ListedItems } from './listed-items.js';
import { mergedPage, type MergedAsked } from './merged-pages.js';
import { firstFailure, Recorded } from './recorded.js';
import { withNames } from './staff-names.js';
import { composed } from './with-problems.js';

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
    const { after, limit, service, ...filters } = queryIn(request);
    const recorded = new Recorded(
      edge,
      request,
      '/persons/:personId/timeline',
      present<Record<string, string>>({ ...filters, limit }),
    );
    const listed = new ListedItems(numberOf(limit));
    const asked = present<MergedAsked>({ of: `timeline ${personId} ${service ?? ''} ${queryText(filters)}`, after });
    const next = await mergedPage(recorded.sources(service), asked, recordedAtOf, listed);
    recorded.requireAny();
    const { answers } = recorded;
    const gaps = distinct(answers.flatMap(({ body }) => listMember(body, 'gaps')));
    const final = answers.every(({ headers }) => headers['x-known-at-final'] !== 'false');
    return reply.header('X-Known-At-Final', String(final)).send(present({ personId, items: listed.items, next, gaps }));
  });
  composed(edge, '/audit/persons/:personId/evidence', async (request, reply) => {
    const { personId = '' } = valuesOf(request);
    const query = queryIn(request);
    const answers = await all(request, '/persons/:personId/evidence', query);
    requireAnswers(answers);
    const found = answers.filter(({ status }) => status === 200);
    if (found.length === 0) throw refusalOf(firstFailure(answers));
    const { effectiveAt } = query;
    return reply
      .header('X-Known-At-Final', String(found.every(({ headers }) => headers['x-known-at-final'] !== 'false')))
      .header('Content-Disposition', `attachment; filename="evidence-${personId}.json"`)
      .send(
        present({
          format: 1,
          personId,
          exportedAt: await edge.now(),
          effectiveAt,
          note: EVIDENCE_NOTE,
          services: Object.fromEntries(found.map(({ body }) => [requireText(body, 'service'), evidenceIn(body)])),
        }),
      );
  });
  composed(edge, '/audit/streams/:stream/verification', async (request, reply) => {
    const answers = await all(request, '/streams/:stream/verification');
    return sendAnswer(reply, answers.find(({ status }) => status === 200) ?? firstFailure(answers));
  });
  composed(edge, '/audit/actors', async (request, reply) => {
    const body = isPlain(request.body) ? request.body : {};
    return sendAnswer(reply, await ask(request, { template: '/assessment/staff/actors', values: {}, body }));
  });
  composed(edge, '/consent/persons/:personId/access-log', async (request, reply) => {
    const { after, limit, fold = 'none' } = queryIn(request);
    const recorded = new Recorded(
      edge,
      request,
      '/persons/:personId/access-entries',
      present<Record<string, string>>({ limit }),
    );
    const listed = fold === 'none' ? new ListedItems(numberOf(limit)) : new FoldedLooks(numberOf(limit));
    const asked = present<MergedAsked>({ of: `accesses ${valuesOf(request)['personId'] ?? ''} ${fold}`, after });
    const next = await mergedPage(recorded.sources(), asked, (one) => String(member(one, 'at')), listed);
    recorded.requireAny();
    return reply.send(present({ items: await withNames(edge, request, listed.items), next }));
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

const numberOf = (limit: string | undefined): number | undefined => (limit === undefined ? undefined : Number(limit));

/** Whoever asks twice gets what a service says of itself once. */
function distinct(all: readonly unknown[]): readonly unknown[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

const queryText = (query: Readonly<Record<string, string>>): string => new URLSearchParams(query).toString();

function recordedAtOf(item: unknown): string {
  return textMember(item, 'recordedAt') ?? '';
}
