import { Controller, Module, Post, Req, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import autocannon, { type Request } from 'autocannon';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { Platform } from '../platform.js';
import { interleaved, median, type Row, type Sizes } from '../measure.js';

const CONNECTIONS = 64;

class Echo {
  echo(request: FastifyRequest, reply: FastifyReply): void {
    void reply.send(request.body);
  }
}
Post('/echo')(Echo.prototype, 'echo', Object.getOwnPropertyDescriptor(Echo.prototype, 'echo') as PropertyDescriptor);
Req()(Echo.prototype, 'echo', 0);
Res()(Echo.prototype, 'echo', 1);
Controller()(Echo);
class EchoModule {}
Module({ controllers: [Echo] })(EchoModule);

/** A bare Nest + Fastify application that gives back what it was sent. */
export async function startEcho(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const app = await NestFactory.create<NestFastifyApplication>(EchoModule, new FastifyAdapter(), { logger: false });
  await app.listen(0, '127.0.0.1');
  return { url: await app.getUrl(), stop: () => app.close() };
}

/** The same in a process of its own, so that it shares no core with the load. */
export async function spawnEcho(): Promise<{
  readonly url: string;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}> {
  const child = spawn(process.execPath, ['deploy/bench/dist/bare-nest.js'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
  );
  return { url, child, stop: async () => void child.kill('SIGKILL') };
}

async function load(
  url: string,
  seconds: number,
  requests: readonly Request[],
): Promise<{ readonly rate: number; readonly failed: number; readonly p50: number; readonly p99: number }> {
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    requests: [...requests],
  });
  return {
    rate: result.requests.average,
    failed: result.non2xx + result.errors,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}

/** A durable command over HTTP: a daily entry on 64 people, a new event each, views and policies running. */
export async function httpCommand({ rounds, seconds }: Sizes): Promise<Row> {
  const platform = await Platform.start();
  const echo = await spawnEcho();
  const failures: number[] = [];
  const p50: number[] = [];
  const p99: number[] = [];
  try {
    const people = await platform.people(CONNECTIONS);
    const body = (personId: string): string =>
      JSON.stringify({
        personId,
        kind: 'note',
        text: 'a synthetic entry of some length, as care staff write them. '.repeat(8),
      });
    const requests = people.map((personId) => ({
      method: 'POST' as const,
      path: '/care-plan/daily-records',
      headers: { authorization: `Bearer ${platform.token}`, 'content-type': 'application/json' },
      body: body(personId),
      // A fresh key each: autocannon puts an id of its own in the place of [<id>].
      setupRequest: (request: Request) => ({
        ...request,
        headers: { ...request.headers, 'idempotency-key': randomUUID() },
      }),
    }));
    const [value, floor] = await interleaved(
      rounds,
      async () => {
        const run = await load(platform.url, seconds, requests);
        failures.push(run.failed);
        p50.push(run.p50);
        p99.push(run.p99);
        return run.rate;
      },
      async () =>
        (
          await load(echo.url, seconds, [
            {
              method: 'POST',
              path: '/echo',
              headers: { 'content-type': 'application/json' },
              body: body(randomUUID()),
            },
          ])
        ).rate,
    );
    const began = performance.now();
    await platform.idle();
    const lag = performance.now() - began;
    const note = `idle ${lag.toFixed(0)} ms after the last answer; CPU of the platform ${(await platform.cpuPerCommand()).toFixed(2)} ms a command; ${failures.reduce((a, b) => a + b, 0)} failed`;
    return {
      name: 'http.command',
      value,
      unit: 'requests/s',
      floor,
      floorName: 'bare Nest + Fastify echo',
      ratio: value / floor,
      p50: median(p50),
      p99: median(p99),
      note,
    };
  } finally {
    await platform.stop();
    await echo.stop();
  }
}

/** The current plan of a person, authenticated, access-logged durably. */
export async function httpQuery({ rounds, seconds }: Sizes): Promise<Row> {
  const platform = await Platform.start();
  const echo = await spawnEcho();
  const p50: number[] = [];
  const p99: number[] = [];
  let failed = 0;
  try {
    const plans = await platform.plans(16);
    const headers = { authorization: `Bearer ${platform.token}` };
    const [value, floor] = await interleaved(
      rounds,
      async () => {
        const run = await load(
          platform.url,
          seconds,
          plans.map((id) => ({ method: 'GET' as const, path: `/care-plan/plans/${id}`, headers })),
        );
        p50.push(run.p50);
        p99.push(run.p99);
        failed += run.failed;
        return run.rate;
      },
      async () =>
        (
          await load(echo.url, seconds, [
            {
              method: 'POST',
              path: '/echo',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ plan: 'x'.repeat(900) }),
            },
          ])
        ).rate,
    );
    return {
      name: 'http.query',
      value,
      unit: 'requests/s',
      floor,
      floorName: 'bare Nest + Fastify echo',
      ratio: value / floor,
      p50: median(p50),
      p99: median(p99),
      note: `${failed} failed`,
    };
  } finally {
    await platform.stop();
    await echo.stop();
  }
}
