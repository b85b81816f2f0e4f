// A receiver of notices, with nothing but Node 24:
//   PLATFORM=… ISSUER=… CLIENT_ID=… KEY_FILE=… ORGANISATION=… [SECRET=whsec_…] FOLDER=… PORT=… node receiver.ts
// Webhooks come in at /; what was missed is read from the feed at the start and every minute.
import { createServer, type IncomingMessage } from 'node:http';
import { KeptNotices } from './kept-notices.ts';
import { Platform, type Notice } from './platform.ts';
import { isSigned } from './verify.ts';

const LARGEST_BODY = 65_536;
const MINUTE_MS = 60_000;
/** So many notices are acknowledged together. */
const AT_ONCE = 50;

const setting = (name: string): string => process.env[name] ?? '';
const platform = new Platform({
  url: setting('PLATFORM'),
  issuer: setting('ISSUER'),
  clientId: setting('CLIENT_ID'),
  keyFile: setting('KEY_FILE'),
  organisationId: setting('ORGANISATION'),
});
const kept = new KeptNotices(setting('FOLDER'));
let publicKeys: readonly string[] = [];
let keysReadAt = 0;

/** What to answer to a request: 2xx only when the notice is on our disk. */
async function answerTo(request: IncomingMessage): Promise<readonly [status: number, body?: string | undefined]> {
  if (request.method !== 'POST') return [405];
  const body = await bytesOf(request);
  if (body === undefined) return [413];
  if (!(await isTrusted(request, body))) return [401];
  const notice = JSON.parse(body.toString()) as Notice;
  switch (notice.type) {
    case 'care-plan.endpoint-verification.v1':
      return [200, notice.data.challenge];
    case 'care-plan.ping.v1':
      return [204];
    default:
      if (kept.add(notice)) void work();
      return [204];
  }
}

/** The bytes as they came; undefined where they are too many. */
async function bytesOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > LARGEST_BODY) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** A key that we do not know may be a new one: the keys are read again, at most once a minute. */
async function isTrusted({ headers }: IncomingMessage, body: Buffer): Promise<boolean> {
  const check = (): boolean => isSigned(headers, body, { publicKeys, secret: process.env['SECRET'] });
  if (check()) return true;
  if (Date.now() - keysReadAt < MINUTE_MS) return false;
  keysReadAt = Date.now();
  publicKeys = await platform.publicKeys();
  return check();
}

let isWorking = false;
/** Fetches what waiting notices announce, and acknowledges them; what fails waits for the next time. */
async function work(): Promise<void> {
  if (isWorking) return;
  isWorking = true;
  try {
    for (;;) {
      const waiting = kept.waiting().slice(0, AT_ONCE);
      if (waiting.length === 0) break;
      const changes = waiting.filter(({ type }) => type === 'care-plan.plan-changed.v1');
      for (const { data } of changes)
        // Here the version goes to the people who give the care; acknowledge after it has reached them.
        if (data.planId !== undefined && data.versionNo !== undefined)
          await platform.version(data.planId, data.versionNo);
      if (changes.length > 0) await platform.acknowledge(changes.map(({ id }) => id));
      for (const { id } of waiting) kept.isDone(id);
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  } finally {
    isWorking = false;
  }
}

/** Reads on from our cursor: nothing is lost, however long we were away. */
async function catchUp(): Promise<void> {
  try {
    for (;;) {
      const { items } = await platform.noticesAfter(kept.cursor);
      const last = items.at(-1);
      if (last === undefined) break;
      for (const { event } of items) kept.add(event);
      kept.cursor = last.cursor;
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  await work();
}

const server = createServer((request, response) => {
  answerTo(request).then(
    ([status, body]) => response.writeHead(status).end(body),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      response.writeHead(500).end();
    },
  );
});
server.listen(Number(setting('PORT')), '127.0.0.1', () => console.log('ready'));
const timer = setInterval(() => void catchUp(), MINUTE_MS);
process.on('SIGTERM', () => {
  clearInterval(timer);
  server.close();
  server.closeAllConnections();
});
await catchUp();
