import { Id } from '@carethread/contracts';
import { TENANT } from '@carethread/event-sourcing';
import { isWrite } from './route.js';
import { parametersOf } from './route-parameters.js';
import { queryBy } from './typed-routes.js';

class ByIdRequest {
  @Id() id!: string;
}

const at = { path: '/sample/search', summary: 'Search', capability: 'readPerson' } as const;
const nobodys = { person: () => null, of: { holder: () => TENANT } };

describe('PLAT-18: a POST that only reads', () => {
  const route = queryBy({ ...at, ...nobodys, body: ByIdRequest, answer: ({ body: { id } }) => ({ body: { id } }) });

  it('is a read: with a purpose, and without an Idempotency-Key or a precondition', () => {
    expect([route.method, isWrite(route)]).toEqual(['POST', false]);
    expect(parametersOf(route).map(({ name }) => name)).toEqual(['Prefer', 'X-Purpose']);
  });

  it('reads of its body what its class has', () => {
    // @ts-expect-error -- the request has no such member
    queryBy({ ...at, ...nobodys, body: ByIdRequest, answer: ({ body: { iid } }) => ({ body: { iid } }) });
    expect(route.body).toBe(ByIdRequest);
  });
});
