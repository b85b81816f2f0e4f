import { Id, Text } from '@carethread/contracts';
import type { AnyDecider } from '@carethread/event-sourcing';
import type { ServiceRuntime } from '@carethread/runtime';
import { addressedPerson } from './addressed-person.js';
import type { RequestContext, Route } from './route.js';

const [P, Q, PLAN] = ['a', 'b', 'c'].map((letter) => `00000000-0000-4000-8000-00000000000${letter}`) as [
  string,
  string,
  string,
];
class Scheduled {
  @Id({ optional: true }) personId?: string;
  @Id() planId!: string;
  @Text({ optional: true }) text?: string;
}
/** Of streams there is one, a plan of P's. */
const runtime = {
  commands: { load: (_: unknown, id: string) => Promise.resolve({ personId: id === PLAN ? P : null }) },
} as unknown as ServiceRuntime;
const on = { category: 'sample' } as AnyDecider;
const route = (more: object): Route =>
  ({ kind: 'command', method: 'POST', path: '/sample', summary: '', as: 'sign', on, ...more }) as unknown as Route;
const meant = (more: object, ask: Partial<RequestContext> = {}, sent: unknown = undefined): Promise<string | null> =>
  addressedPerson(route(more), runtime, { params: {}, query: {}, ...ask } as RequestContext, sent);

describe('PLAT-24: whose record a refused request meant', () => {
  it('is named by the path', async () => {
    expect(await meant({}, { params: { id: PLAN } })).toBe(P);
    expect(await meant({ kind: 'read' }, { params: { id: PLAN } })).toBe(P);
    expect(await meant({}, { params: { personId: Q } })).toBe(Q);
    expect(await meant({}, { params: { id: Q } })).toBeNull();
  });

  it('is named by the query', async () => {
    for (const kind of ['list', 'upload']) {
      expect(await meant({ kind }, { query: { personId: P } })).toBe(P);
      expect(await meant({ kind }, { query: { personId: 'nobody' } })).toBeNull();
    }
    expect(
      await meant(
        { kind: 'query', person: ({ query }: RequestContext) => query['personId'] },
        { query: { personId: P } },
      ),
    ).toBe(P);
  });

  it('is named by the body, itself or by what it is about, whether the body is understood or not', async () => {
    const body = Scheduled;
    const person = ({ body: { planId } }: RequestContext<Scheduled>): string | null => (planId === PLAN ? Q : null);
    expect(await meant({ body }, {}, { personId: P, planId: PLAN })).toBe(P);
    expect(await meant({ body, person }, {}, { planId: PLAN })).toBe(Q);
    expect(
      await meant({ body, target: ({ body: { planId } }: RequestContext<Scheduled>) => planId }, {}, { planId: PLAN }),
    ).toBe(P);
    expect(await meant({ body, person }, {}, { personId: P, plan: PLAN })).toBe(P);
    for (const sent of [undefined, null, 'x', [], { personId: 'nobody' }, { personId: { id: P } }])
      expect(await meant({ body, person }, {}, sent)).toBeNull();
  });

  it('is nobody’s where what says so fails', async () => {
    const fails = (): never => {
      throw new Error('synthetic');
    };
    expect(await meant({ target: fails, person: fails })).toBeNull();
    expect(await meant({ kind: 'query', person: fails })).toBeNull();
  });
});
