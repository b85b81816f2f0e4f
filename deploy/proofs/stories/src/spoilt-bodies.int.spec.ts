import type { Actor, Answer, Body } from './actor.js';
import { provider, type Provider } from './givens.js';
import { draftedPlan, publishedVersion, type PlanInForce } from './plan-givens.js';
import { StoryPlatform } from './platform.js';
import { spoiltBodies, type Spoilt } from './spoilt-bodies.js';

describe('bodies that are wrong in one place', () => {
  let platform: StoryPlatform;
  let at: Provider;
  let plan: PlanInForce;
  let actors: readonly Actor[];
  let openapi: Body;
  let ids: Readonly<Record<string, string>>;

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-03-29T12:00:00.000Z');
    at = await provider(platform);
    plan = await draftedPlan(platform, at);
    await publishedVersion(at, plan);
    const subscription = await at.manager.post('/care-plan/subscriptions', { personId: plan.person.id });
    const suggested = await at.staff.post(`/care-plan/plans/${plan.planId}/contributions`, {
      section: 'preferences',
      text: 'tea at four',
    });
    const endpoint = await at.manager.post('/care-plan/endpoints', { kind: 'kafka' });
    const entry = { personId: plan.person.id, kind: 'note', text: 'tea in the garden' };
    const record = await at.staff.post('/care-plan/daily-records', entry);
    await platform.idle();
    const { issued } = await plan.person.self.reads(`/care-plan/plans/${plan.planId}/copies`);
    actors = [at.keyworker, at.manager, at.staff, plan.person.self, plan.assessor];
    openapi = await platform.testRoute('GET', '/openapi.json');
    ids = {
      plans: plan.planId,
      persons: plan.person.id,
      episodes: plan.episodeId,
      subscriptions: String(subscription.id),
      endpoints: String(endpoint.id),
      contributions: String(suggested.contributionId),
      'daily-records': String(record.id),
      copies: String(issued[0]?.copyId),
      versions: '1',
      proposals: '1',
    };
  });
  afterAll(() => platform.stop());

  const pathOf = (template: string): string =>
    template.replace(/([a-z-]+)\/\{[^}]+\}/g, (_, of: string) => `${of}/${ids[of] ?? of}`);
  const schemaOf = (operation: Body): Body =>
    openapi.components.schemas[operation.requestBody.content['application/json'].schema.$ref.split('/').at(-1)];

  /** A right body, but for what a plan holds: that is put there one member at a time. */
  const rightBody = (operation: Body): Body => {
    const { example } = operation.requestBody.content['application/json'];
    return 'content' in example ? { ...example, content: {} } : example;
  };

  /** Who may send to a path, once it is known. */
  const able = new Map<string, Actor>();

  /** The answer to the first of those who may send it at all. */
  async function sent(method: string, path: string, body: Body, ifMatch?: string): Promise<Answer> {
    let answer: Answer | undefined;
    const known = able.get(path);
    for (const by of known === undefined ? actors : [known]) {
      answer = await by.call(method, path, undefined, {
        raw: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
        ...(ifMatch === undefined ? {} : { ifMatch }),
      });
      if (answer.status === 403 || answer.status === 404) continue;
      able.set(path, by);
      return answer;
    }
    return answer as Answer;
  }

  const operations = (): readonly { method: string; template: string; operation: Body }[] =>
    Object.entries<Body>(openapi.paths).flatMap(([template, methods]) =>
      Object.entries<Body>(methods).flatMap(([method, operation]) =>
        template.startsWith('/care-plan/') &&
        operation.requestBody?.content['application/json']?.schema.$ref !== undefined &&
        !template.startsWith('/care-plan/tasks')
          ? [{ method: method.toUpperCase(), template, operation }]
          : [],
      ),
    );

  it('PLAT-21: every command of care-plan refuses them by their path, and stores nothing', async () => {
    const before = await platform.idle();
    const seen = new Set<string>();
    const { schemas } = openapi.components;
    let tried = 0;
    for (const { method, template, operation } of operations()) {
      const spoilt = spoiltBodies(schemaOf(operation), rightBody(operation), schemas, seen);
      const ifMatch = method === 'PUT' ? (await at.keyworker.reads(`/care-plan/plans/${plan.planId}`)).etag : undefined;
      const one = async ({ at: where, how, body }: Spoilt): Promise<void> => {
        const { status, body: said } = await sent(method, pathOf(template), body, ifMatch);
        const named = (said?.items ?? []).some(({ pointer, rule }: Body) => /^(?:\/|$)/.test(pointer) && rule !== '');
        const shown = { method, template, where, how };
        expect({ ...shown, status, code: said?.code, named }).toEqual({
          ...shown,
          status: 400,
          code: 'MALFORMED',
          named: true,
        });
      };
      for (let from = 0; from < spoilt.length; from += 16) await Promise.all(spoilt.slice(from, from + 16).map(one));
      tried += spoilt.length;
    }
    expect(await platform.idle()).toEqual(before);
    expect(tried).toBeGreaterThan(2_000);
    process.stderr.write(`spoilt: ${tried} bodies\n`);
  }, 300_000);

  it('dates at the edges of what there is are stored or refused, and never an error', async () => {
    const edges = ['1800-01-01', '2199-12-31', '2028-02-29', '2026-03-29', '2026-10-25', '1972-02-29'];
    const instants = edges.flatMap((date) => [`${date}T00:59:59.999Z`, `${date}T01:00:00.000Z`, `${date}T23:30:00Z`]);
    for (const { method, template, operation } of operations()) {
      const right = rightBody(operation);
      for (const [name, schema] of Object.entries<Body>(schemaOf(operation).properties)) {
        const values =
          schema.format === 'date'
            ? edges
            : schema.format === 'date-time'
              ? instants
              : schema['x-carethread-format'] === 'date or instant'
                ? [...edges, ...instants]
                : [];
        for (const value of values) {
          const { status } = await sent(method, pathOf(template), { ...right, [name]: value });
          expect({ method, template, name, value, status, broken: status >= 500 }).toMatchObject({ broken: false });
        }
      }
    }
  }, 300_000);
});
