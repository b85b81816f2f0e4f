import { Refusal } from '@carethread/contracts';
import type { FastifyRequest } from 'fastify';
import { askOrMiss, waitOf } from './answers.js';
import type { Answered } from './edge.js';

const request = {
  headers: { authorization: 'Bearer of the caller', cookie: 'x' },
  id: '1',
} as unknown as FastifyRequest;
const answer = (status: number, body: Record<string, unknown> = {}): Answered => ({ status, headers: {}, body });
const post = (): Promise<Answered> => Promise.reject(new Error('nothing is asked by POST here'));
const asking = (get: () => Promise<Answered>): Promise<Answered | 'away'> =>
  askOrMiss({ get, post }, request, { template: '/risk/tasks', values: {} }, 20);

describe('asking a service for an answer that may go without it', () => {
  it('asks with the caller’s own token and nothing else of theirs', async () => {
    const asked: unknown[] = [];
    const get = (path: string, headers: Readonly<Record<string, string>>): Promise<Answered> => {
      asked.push(path, headers['authorization'], headers['cookie']);
      return Promise.resolve(answer(200));
    };
    await askOrMiss({ get, post }, request, { template: '/risk/tasks', values: {}, query: { limit: '5' } });
    expect(asked).toEqual(['/risk/tasks?limit=5', 'Bearer of the caller', undefined]);
  });

  it('asks by POST for what may not stand in a path', async () => {
    const asked: unknown[] = [];
    const get = (): Promise<Answered> => Promise.reject(new Error('asked in a path'));
    const reading = {
      get,
      post: (...words: readonly unknown[]) => (asked.push(...words), Promise.resolve(answer(200))),
    };
    await askOrMiss(reading, request, { template: '/assessment/persons/names', values: {}, body: { ids: ['one'] } });
    expect(asked).toEqual([
      '/assessment/persons/names',
      expect.objectContaining({ authorization: 'Bearer of the caller' }),
      '{"ids":["one"]}',
    ]);
  });

  it.each([200, 403, 404])('gives an answer of %i as it is', async (status) => {
    expect(await asking(() => Promise.resolve(answer(status)))).toEqual(answer(status));
  });

  it.each<[string, () => Promise<Answered>]>([
    ['breaks', () => Promise.resolve(answer(500, { code: 'INTERNAL' }))],
    ['is not ready', () => Promise.resolve(answer(503, { code: 'UNAVAILABLE' }))],
    ['has no connection', () => Promise.reject(new Refusal('UNAVAILABLE'))],
    ['took too long for its gateway', () => Promise.reject(new Refusal('TIMED_OUT'))],
    ['answers with what is no JSON', () => Promise.reject(new SyntaxError('x'))],
    ['does not answer', () => new Promise(() => undefined)],
  ])('is without a service that %s', async (_, get) => {
    expect(await asking(get)).toBe('away');
  });

  it.each([
    [answer(400, { code: 'CURSOR_UNKNOWN' }), 'CURSOR_UNKNOWN'],
    [answer(400, { code: 'MALFORMED', items: [{ pointer: '/mine', in: 'query', rule: 'conflict' }] }), 'MALFORMED'],
    [answer(401, { code: 'UNAUTHENTICATED' }), 'UNAUTHENTICATED'],
    [answer(429, { code: 'TOO_MANY_REQUESTS' }), 'TOO_MANY_REQUESTS'],
    [answer(503, { code: 'NOT_YET_KNOWN' }), 'NOT_YET_KNOWN'],
  ])('refuses what a service refuses: %j', async (answered, code) => {
    await expect(asking(() => Promise.resolve(answered))).rejects.toMatchObject({ code });
  });

  it('hands on for how long the caller is to wait, where a service says so', async () => {
    const limited = { ...answer(429, { code: 'TOO_MANY_REQUESTS' }), headers: { 'retry-after': '17' } };
    const refused = async (answered: Answered): Promise<unknown> =>
      asking(() => Promise.resolve(answered)).catch((error: unknown) => error);
    expect(waitOf(await refused(limited))).toBe('17');
    expect(waitOf(await refused(answer(429, { code: 'TOO_MANY_REQUESTS' })))).toBeUndefined();
    expect(waitOf(new Refusal('UNAVAILABLE'))).toBeUndefined();
  });
});
