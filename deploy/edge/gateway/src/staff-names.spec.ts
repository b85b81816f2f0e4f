import { Refusal } from '@carethread/contracts';
import type { FastifyRequest } from 'fastify';
import type { Answered } from './edge.js';
import { withNames } from './staff-names.js';

const user = (last: string): string => `00000000-0000-4000-8000-00000000000${last}`;
const [A, B, C] = [user('a'), user('b'), user('c')];
const request = { headers: { authorization: 'Bearer of the caller' }, id: '1' } as unknown as FastifyRequest;
const NAMES: Readonly<Record<string, string>> = { [A]: 'Synthetic Anna', [B]: 'Synthetic Bert' };

/** A directory that knows two, and what it was asked. */
function edge(answers: (ids: readonly string[]) => Promise<Answered>, paths: readonly string[] = ['assessment']) {
  const asked: Record<string, unknown>[] = [];
  return {
    asked,
    paths,
    get: () => Promise.reject(new Error('nothing is asked in a path')),
    post: (_: string, __: unknown, text: string) => {
      const body = JSON.parse(text) as { readonly ids: readonly string[] };
      asked.push({ ...body });
      return answers(body.ids);
    },
  };
}
const knows = (ids: readonly string[]): Promise<Answered> => {
  const items = ids.flatMap((id) => (NAMES[id] === undefined ? [] : [{ id, name: NAMES[id] }]));
  return Promise.resolve({ status: 200, headers: {}, body: { items } });
};

describe('names beside the ids of users', () => {
  const answer = {
    id: A,
    items: [{ userId: A }, { coordinatorId: B, name: { given: 'the person’s own' } }],
    careTeams: [{ keyworkerId: A, members: [{ userId: B, purposes: ['wash'] }, { userId: C }] }],
    reassigned: { because: 'staffLeft', fromUserId: B },
    coordinatorId: null,
  };

  it('web.md §9: stand wherever the directory lets the caller know them, asked for once, and change nothing else', async () => {
    const directory = edge(knows);
    expect(await withNames(directory, request, answer, { personId: C })).toEqual({
      id: A,
      items: [
        { userId: A, name: 'Synthetic Anna' },
        { coordinatorId: B, coordinatorName: 'Synthetic Bert', name: { given: 'the person’s own' } },
      ],
      careTeams: [
        {
          keyworkerId: A,
          keyworkerName: 'Synthetic Anna',
          members: [{ userId: B, name: 'Synthetic Bert', purposes: ['wash'] }, { userId: C }],
        },
      ],
      reassigned: { because: 'staffLeft', fromUserId: B, fromUserName: 'Synthetic Bert' },
      coordinatorId: null,
    });
    expect(directory.asked).toEqual([{ personId: C, ids: [A, B, C] }]);
  });

  it('are asked for nobody, by two hundred at most, and never of a platform without the directory', async () => {
    const none = edge(knows);
    expect(await withNames(none, request, { items: [{ id: A, userId: 'no id' }] })).toEqual({
      items: [{ id: A, userId: 'no id' }],
    });
    expect(none.asked).toEqual([]);
    const many = Array.from({ length: 201 }, (_, nth) => ({
      userId: `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`,
    }));
    const directory = edge(knows);
    await withNames(directory, request, many);
    expect(directory.asked.map(({ ids }) => (ids as readonly string[]).length)).toEqual([200, 1]);
    const elsewhere = edge(knows, ['risk']);
    expect(await withNames(elsewhere, request, answer)).toEqual(answer);
    expect(elsewhere.asked).toEqual([]);
  });

  it('are left out where the directory refuses, or is away', async () => {
    for (const answers of [
      () => Promise.resolve<Answered>({ status: 404, headers: {}, body: {} }),
      () => Promise.resolve<Answered>({ status: 400, headers: {}, body: { code: 'MALFORMED', items: [] } }),
      () => Promise.reject(new Refusal('UNAVAILABLE')),
    ])
      expect(await withNames(edge(answers), request, answer)).toEqual(answer);
  });
});
