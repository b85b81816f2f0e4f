import Fastify, { type FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { EventStreams, STREAM_LIMITS } from './event-streams.js';
import { problemOf } from './problem.js';
import type { EventPages } from './route.js';

const DAY_MS = 86_400_000;
const page = (...data: readonly string[]) => ({
  events: data.map((one, nth) => ({ id: `c${nth}`, event: 'notice', data: one })),
  shown: [],
});
/** Nothing comes until the stream ends. */
const silent: EventPages = async function* (ends) {
  yield page();
  if (!ends.aborted) await once(ends, 'abort');
};

describe('streams of events', () => {
  let fastify: FastifyInstance;
  let streams: EventStreams;
  let pages: EventPages;
  let until: number;
  let failures: unknown[];
  let over: Promise<void>;

  const begun = async (limits = {}): Promise<string> => {
    streams = new EventStreams({ ...STREAM_LIMITS, ...limits });
    fastify = Fastify();
    fastify.setErrorHandler((error, _, reply) => {
      const { problem, headers } = problemOf(error, '');
      return reply.status(problem.status).headers(headers).send(problem);
    });
    fastify.get('/:client', (request, reply) => {
      const { client } = request.params as { client: string };
      void reply.header('X-Content-Type-Options', 'nosniff');
      over = streams.send(reply, { client, until, headers: {} }, pages, (error) => failures.push(error));
      return over;
    });
    return fastify.listen({ port: 0 });
  };
  const opened = async (url: string): Promise<IncomingMessage> => {
    const [answer] = (await once(get(url), 'response')) as [IncomingMessage];
    return answer;
  };
  const textOf = async (answer: IncomingMessage): Promise<string> => {
    let text = '';
    for await (const chunk of answer) text += String(chunk);
    return text;
  };

  beforeEach(() => {
    pages = silent;
    until = Date.now() + DAY_MS;
    failures = [];
  });
  afterEach(async () => {
    streams.endAll();
    await fastify.close();
  });

  it('say when to connect again, and each event with its cursor', async () => {
    pages = async function* () {
      yield page('{"a":1}', '{"b":2}');
      yield page('{"c":3}');
      await Promise.resolve();
    };
    const answer = await opened(`${await begun()}/c`);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    expect(await textOf(answer)).toBe(
      'retry: 3000\n\n' +
        'id: c0\nevent: notice\ndata: {"a":1}\n\nid: c1\nevent: notice\ndata: {"b":2}\n\n' +
        'id: c0\nevent: notice\ndata: {"c":3}\n\n',
    );
  });

  it('write a comment where there is nothing to say', async () => {
    const answer = await opened(`${await begun({ commentEvery: 1 })}/c`);
    let text = '';
    for await (const chunk of answer) {
      text += String(chunk);
      if (text.split(':\n\n').length > 3) break;
    }
    expect(text.startsWith('retry: 3000\n\n:\n\n:\n\n')).toBe(true);
  });

  it('end with a word when the token expires', async () => {
    until = Date.now() + 20;
    expect(await textOf(await opened(`${await begun()}/c`))).toBe('retry: 3000\n\nevent: bye\ndata: {}\n\n');
  });

  it('end when the process stops', async () => {
    const answer = await opened(`${await begun()}/c`);
    streams.endAll();
    expect(await textOf(answer)).toBe('retry: 3000\n\n');
    expect(streams.size).toBe(0);
  });

  it('are as many as a client, and the process, may have; the next is told when to come', async () => {
    const url = await begun({ ofProcess: 6 });
    const own = await Promise.all(Array.from({ length: 5 }, () => opened(`${url}/one`)));
    const sixth = await opened(`${url}/one`);
    expect([sixth.statusCode, sixth.headers['retry-after']]).toEqual([503, '30']);
    expect((await opened(`${url}/other`)).statusCode).toBe(200);
    expect((await opened(`${url}/third`)).statusCode).toBe(503);
    own[0]?.destroy();
    while (streams.size === 6) await new Promise(setImmediate);
    expect((await opened(`${url}/one`)).statusCode).toBe(200);
  });

  it('read no more than their reader takes, and end where it takes nothing', async () => {
    const megabyte = 'x'.repeat(1_048_576);
    let read = 0;
    pages = async function* (ends) {
      while (!ends.aborted) {
        read += 1;
        yield page(megabyte);
        await Promise.resolve();
      }
    };
    const answer = await opened(`${await begun({ drainWithin: 200 })}/c`);
    answer.pause();
    await over;
    // What the sockets of both sides hold, and no more.
    expect(read).toBeLessThan(20);
    expect(streams.size).toBe(0);
    answer.destroy();
  });

  it('hold less than 10 MB of 100,000 notices that wait for a reader who takes none', async () => {
    const notice = 'x'.repeat(400);
    const hundred = page(...Array.from({ length: 100 }, () => notice));
    let read = 0;
    pages = async function* () {
      for (; read < 1_000; read++) yield hundred;
      await Promise.resolve();
    };
    const answer = await opened(`${await begun({ drainWithin: 200 })}/c`);
    answer.pause();
    await over;
    expect(read * 100 * notice.length).toBeLessThan(10_000_000);
    answer.destroy();
  });

  it('end, and say so to the operator, where what they read breaks', async () => {
    pages = async function* () {
      yield page('1');
      await Promise.reject(new Error('the store is away'));
    };
    await textOf(await opened(`${await begun()}/c`));
    expect(failures).toEqual([new Error('the store is away')]);
    expect(streams.size).toBe(0);
  });
});
