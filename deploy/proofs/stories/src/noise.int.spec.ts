import { randomUUID } from 'node:crypto';
import type { Actor, Body } from './actor.js';
import { provider, type Provider } from './givens.js';
import { draftedPlan, publishedVersion, type PlanInForce } from './plan-givens.js';
import { proposedRestriction, signedRisk } from './risk-givens.js';
import { StoryPlatform } from './platform.js';

/** How many requests; CI asks for 20,000 (CARETHREAD_NOISE). The seed is printed, so that a failing run can be played again. */
const REQUESTS = Number(process.env['CARETHREAD_NOISE'] ?? 1_500);
const SEED = Number(process.env['CARETHREAD_NOISE_SEED'] ?? Date.now() % 1_000_000);
const CANARY = 'quokkazephyr';

/** mulberry32: small, seeded, good enough to make noise. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

describe('noise over HTTP', () => {
  let platform: StoryPlatform;
  let at: Provider;
  let plan: PlanInForce;
  let actors: Actor[];
  /** By what stands before it in a path: `plans` → ids of plans. */
  let ids: Readonly<Record<string, readonly string[]>>;
  const next = random(SEED);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-01-15T12:00:00.000Z');
    at = await provider(platform);
    plan = await draftedPlan(platform, at);
    const extra = await Promise.all(
      'NC CC TM OP CA LR AD AU DP RI DW RX PA SY'
        .split(' ')
        .map((role) => platform.actor({ roles: [role], organisationId: at.id, serviceIds: [at.serviceId] })),
    );
    // Those who may do something come more often than those who may only be refused.
    const able = [at.manager, at.keyworker, at.staff, plan.person.self, plan.assessor];
    actors = [...able, ...able, ...extra];
    ids = await everyId(extra);
  });
  afterAll(() => platform.stop());

  /** One of each thing that routes are about, so that noise gets past the first look-up everywhere. */
  async function everyId(extra: readonly Actor[]): Promise<typeof ids> {
    const [, coordinator] = extra;
    const { person } = plan;
    const riskId = await signedRisk(at.keyworker, person);
    const restrictionId = await proposedRestriction(at.keyworker, person.id);
    await publishedVersion(at, plan);
    const { id: subscriptionId } = await at.manager.post('/care-plan/subscriptions', { personId: person.id });
    const { id: reviewId } = await at.keyworker.post('/review/reviews', {
      planId: plan.planId,
      personId: person.id,
      type: 'formal',
      at: '2026-02-01T10:00:00.000Z',
    });
    const { hash } = await at.keyworker.post('/care-plan/attachments?personId=' + person.id, undefined, 201, {
      raw: 'synthetic',
      headers: { 'content-type': 'text/plain' },
    });
    const cpa = await coordinator?.call('POST', '/cpa/cases', { personId: person.id, region: 'R1' });
    const signOffs = (await person.self.reads(`/consent/sign-offs?subjectId=${plan.planId}`)).items;
    const obligations = (await at.keyworker.reads(`/review/plans/${plan.planId}/obligations`)).items;
    return {
      persons: [person.id],
      plans: [plan.planId],
      episodes: [plan.episodeId],
      assessments: [riskId, plan.assessment.id],
      restrictions: [restrictionId],
      subscriptions: [subscriptionId],
      reviews: [reviewId],
      attachments: [hash],
      cases: [String(cpa?.body?.id ?? randomUUID())],
      'sign-offs': signOffs.map(({ id }: Body) => String(id)),
      obligations: obligations.map(({ id, obligationId }: Body) => String(obligationId ?? id)),
      organisations: [at.id],
      streams: [`carePlan-${plan.planId}`, `person-${person.id}`],
      contacts: [at.staff.userId],
      versions: ['1'],
      proposals: ['1'],
      regions: ['R1'],
    };
  }

  const junk = (): Body =>
    pick<Body>([
      null,
      '',
      CANARY,
      -1,
      0.5,
      1e308,
      true,
      [],
      {},
      [[[[[]]]]],
      { [CANARY]: CANARY },
      { __proto__: null, constructor: CANARY },
      'x'.repeat(10_050),
      '\u0000',
      '\ud800',
      '2026-02-30',
      '9999-12-31T23:59:59.999Z',
      randomUUID(),
    ]);

  /** Members that the operation's page offers, most of them in their form; now and then one that it does not offer. */
  const queryOf = ({ parameters = [] }: Body): string => {
    const said = new URLSearchParams();
    for (const { name, in: place, required, schema } of parameters)
      if (place === 'query' && (required === true || next() < 0.3))
        said.append(name, name === 'personId' && next() < 0.8 ? plan.person.id : String(queried(schema)));
    if (next() < 0.1) said.append(pick(['knownAt', 'limit', CANARY]), pick(['2026-01-10', '1', CANARY]));
    return said.toString();
  };
  const queried = (schema: Body): unknown =>
    next() < 0.1
      ? pick(['', '-1', '0', '201', CANARY])
      : schema.enum !== undefined
        ? pick(schema.enum)
        : schema.type === 'integer'
          ? pick(['1', '2', '200'])
          : schema.format === 'date-time'
            ? pick(['2026-01-10', '2026-01-15T11:00Z', '2031-01-10'])
            : schema.format === 'date'
              ? '2026-01-10'
              : pick([plan.planId, '1', CANARY]);

  let schemas: Body = {};
  const sample = (schema: Body): Body => {
    if (next() < 0.06) return junk();
    if (schema === undefined || schema === true) return junk();
    if (schema.$ref !== undefined) return sample(schemas[schema.$ref.split('/').at(-1)]);
    if (schema.anyOf !== undefined) return sample(pick(schema.anyOf));
    if (schema.enum !== undefined) return pick(schema.enum);
    if (schema.type === 'array') return Array.from({ length: Math.floor(next() * 3) }, () => sample(schema.items));
    if (schema.type === 'integer') return Math.floor(next() * 6);
    if (schema.type === 'boolean') return next() < 0.5;
    if (schema.type === 'object') {
      const members = Object.entries(schema.properties ?? {}).filter(
        ([name]) => schema.required?.includes(name) === true || next() < 0.4,
      );
      const made = Object.fromEntries(members.map(([name, inner]) => [name, sample(inner)]));
      return next() < 0.03 ? { ...made, [CANARY]: 1 } : made;
    }
    if (schema.format === 'uuid')
      return pick([plan.person.id, plan.planId, plan.episodeId, at.id, at.staff.userId, randomUUID()]);
    if (schema.format === 'date') return pick(['2026-01-10', '1941-05-04', '2026-01-31', '2030-12-31']);
    if (String(schema.format).startsWith('carethread-'))
      return pick(['2026-01-10', '2026-01-10T10:00:00.000Z', CANARY]);
    return pick(['en', CANARY, 'standard', 'P7D', 'a'.repeat(64)]);
  };

  it(`of generated and mutated requests yields no 5xx, and nothing that was sent comes back in an error`, async () => {
    const openapi = await platform.testRoute('GET', '/openapi.json');
    const operations = Object.entries(openapi['paths'] as Body).flatMap(([path, methods]) =>
      Object.entries(methods as Body).map(([method, operation]) => ({
        path,
        method: method.toUpperCase(),
        operation: operation as Body,
      })),
    );
    schemas = (openapi['components'] as Body).schemas;
    const counts = new Map<number, number>();
    const seen = new Set<string>();
    const one = async (): Promise<void> => {
      const { path, method, operation } = pick(operations);
      const known = [plan.person.id, plan.planId, plan.episodeId, randomUUID(), CANARY, '1', '..%2f', '%00'];
      const url =
        path.replace(/([a-z-]+)\/\{[^}]+\}/g, (_, of: string) => {
          const real = ids[of] ?? [];
          return `${of}/${real.length > 0 && next() < 0.8 ? pick(real) : pick(known)}`;
        }) + (next() < 0.7 ? `?${queryOf(operation)}` : '');
      seen.add(`${method} ${path}`);
      const types = Object.keys(operation.requestBody?.content ?? { 'application/json': {} });
      const reference = operation.requestBody?.content['application/json']?.schema.$ref as string | undefined;
      const schema = reference === undefined ? { type: 'object' } : schemas[reference.split('/').at(-1) as string];
      const raw =
        method === 'GET'
          ? undefined
          : next() < 0.02
            ? `{"a": ${CANARY}`
            : JSON.stringify(sample(schema)).replace(/"\\ud800"/g, '"\\ud800"');
      const answer = await pick(actors).call(method, url, undefined, {
        ...(raw === undefined ? {} : { raw }),
        headers: {
          prefer: next() < 0.02 ? `wait-for=${CANARY}` : 'respond-async',
          ...(next() < 0.2 ? { 'if-match': CANARY } : {}),
          'x-purpose': 'noise',
          ...(raw === undefined ? {} : { 'content-type': next() < 0.02 ? 'text/plain' : pick(types) }),
        },
      });
      counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1);
      if (answer.status >= 500)
        throw new Error(
          `seed ${SEED}: ${method} ${url} with ${raw?.slice(0, 500)} answered ${answer.status}: ${answer.text}`,
        );
      if (answer.status >= 400 && answer.text.includes(CANARY))
        throw new Error(`seed ${SEED}: ${method} ${path} echoes what was sent: ${answer.text}`);
    };
    for (let sent = 0; sent < REQUESTS; sent += 16)
      await Promise.all(Array.from({ length: Math.min(16, REQUESTS - sent) }, one));
    if (REQUESTS >= 20_000) expect(seen.size).toBe(operations.length);
    expect(counts.get(400) ?? 0).toBeGreaterThan(0);
    expect((counts.get(200) ?? 0) + (counts.get(201) ?? 0)).toBeGreaterThan(0);
    process.stderr.write(
      `noise: ${REQUESTS} requests to ${seen.size} of ${operations.length} operations, seed ${SEED}, answers ${JSON.stringify(Object.fromEntries([...counts].sort()))}\n`,
    );
    await platform.idle();
    expect(platform.logText()).not.toContain(CANARY);
    expect((await fetch(`${platform.url}/health/ready`)).status).toBe(200);
  }, 1_200_000);
});
