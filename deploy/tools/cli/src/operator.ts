import { present } from '@carethread/ledger';
import { OPERATOR_FOLDER, OPERATOR_HEADER, type OperatorAddress } from '@carethread/service-kit';
import { type ParkedMessage, type SentAgain } from '@carethread/runtime';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from './verb.js';

const PATIENCE_MS = 120_000;

interface Parked {
  readonly service: string;
  readonly policy: string;
  readonly factId: string;
}

/** The processes that run on a data folder, by the addresses they left there; one that was killed has left a stale one. */
function addresses(data: string): readonly OperatorAddress[] {
  const folder = join(data, OPERATOR_FOLDER);
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  return files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as OperatorAddress);
}

/** Asks every running process at its operator's door. Throws where none runs. */
async function askAll<Answer>(data: string, method: string, path: string, sent?: object): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const { url, key } of addresses(data)) {
    const answer = await fetch(
      `${url}/operator${path}`,
      present({
        method,
        headers: present<Record<string, string>>({
          [OPERATOR_HEADER]: key,
          'content-type': sent === undefined ? undefined : 'application/json',
        }),
        body: sent === undefined ? undefined : JSON.stringify(sent),
        signal: AbortSignal.timeout(PATIENCE_MS),
      }),
    ).catch(() => undefined);
    if (answer === undefined || answer.status === 404) continue; // another process has its address by now, or none has
    const body = (await answer.json()) as Answer & { readonly detail?: string };
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${body.detail ?? ''}`);
    answers.push(body);
  }
  if (answers.length === 0)
    throw new Error(`no running platform was found by ${join(data, OPERATOR_FOLDER)}: start it, or name its --data`);
  return answers;
}

/** The operator accepts the clock of every process that runs on a data folder. */
export async function acceptClock(data: string): Promise<Outcome> {
  const answers = await askAll<{ readonly accepted: string | null }>(data, 'POST', '/clock');
  return {
    code: 0,
    said: { processes: answers },
    lines: answers.map(({ accepted }) =>
      accepted === null ? 'this mode has no guarded clock' : `accepted: it is ${accepted}`,
    ),
  };
}

/** Copies of a service have one parking place. */
function distinct<One>(answers: readonly (readonly One[])[]): readonly One[] {
  return [...new Map(answers.flat().map((one) => [JSON.stringify(one), one])).values()];
}

/** Drives everything that is parked again, facts and messages; 1 where something stays parked. */
export async function redrive(data: string, patience = ARRIVAL_MS): Promise<Outcome> {
  const messages = await redriveMessages(data, patience);
  const answers = await askAll<{
    readonly driven: number;
    readonly released: number;
    readonly parked: readonly Parked[];
  }>(data, 'POST', '/redrive');
  const released = answers.reduce((sum, one) => sum + one.released, messages);
  const still = distinct(answers.map(({ parked }) => parked));
  return {
    code: still.length === 0 ? 0 : 1,
    said: { released, parked: still },
    lines: [`${released} driven again and released`, ...still.map((one) => `still parked: ${JSON.stringify(one)}`)],
  };
}

/** Real time that a message may take from its sender to whoever parked it, in milliseconds. */
const ARRIVAL_MS = 15_000;
/** How often the hearers are asked whether it has arrived, in milliseconds. */
const ASK_MS = 200;

interface Held {
  readonly messages: readonly (ParkedMessage & { readonly at: string })[];
}

/**
 * Senders say once more what others could not take, each in the order of its log; the hearers release what has arrived, and what its
 * sender never said. Gives how many were released.
 */
async function redriveMessages(data: string, patience: number): Promise<number> {
  const heldBy = (answers: readonly Held[]): Held['messages'] => distinct(answers.map(({ messages }) => messages));
  const held = heldBy(await askAll<Held>(data, 'GET', '/messages'));
  if (held.length === 0) return 0;
  const wanted = distinct([held.map(({ id, source, sequence }) => ({ id, source, sequence }))]);
  const again = await askAll<{ readonly sent: readonly SentAgain[] }>(data, 'POST', '/messages/again', { wanted });
  const sent = distinct(again.map((one) => one.sent));
  const expected = new Set(sent.map(({ id }) => id));
  for (const deadline = Date.now() + patience; ; await new Promise((resolve) => setTimeout(resolve, ASK_MS))) {
    const still = heldBy(await askAll<Held>(data, 'POST', '/messages/settled', { sent }));
    if (!still.some(({ id }) => expected.has(id)) || Date.now() > deadline) return held.length - still.length;
  }
}
