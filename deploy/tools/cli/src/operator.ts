import {
  checked,
  isNumber,
  isText,
  listOf,
  optional,
  parsed,
  present,
  shapeOf,
  textMember,
  type Guard,
} from '@carethread/ledger';
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

const isParked = shapeOf<Parked>({ service: isText, policy: isText, factId: isText });
const isAddress = shapeOf<OperatorAddress>({ url: isText, key: isText, pid: isNumber, services: listOf(isText) });
const isTextOrNull: Guard<string | null> = (value) => value === null || isText(value);

/** The processes that run on a data folder, by the addresses they left there; one that was killed has left a stale one. */
function addresses(data: string): readonly OperatorAddress[] {
  const folder = join(data, OPERATOR_FOLDER);
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  return files.map((name) => parsed(readFileSync(join(folder, name), 'utf8'), isAddress, 'the address of a process'));
}

/** A call of the operator's interface. */
interface Call<Answer> {
  readonly method: string;
  readonly path: string;
  readonly isAnswer: Guard<Answer>;
  readonly sent?: object;
}

/** What the running processes answer, one after the other; those that do not have such a route are passed over. */
async function* answersOf<Answer>(
  data: string,
  { method, path, isAnswer, sent }: Call<Answer>,
): AsyncGenerator<Answer, void, undefined> {
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
    const body: unknown = await answer.json();
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${textMember(body, 'detail') ?? ''}`);
    yield checked(body, isAnswer, `an answer to ${path}`);
  }
}

function noneRuns(data: string): Error {
  return new Error(`no running platform was found by ${join(data, OPERATOR_FOLDER)}: start it, or name its --data`);
}

/** Asks every running process over its operator's interface. Throws where none runs. */
async function callAll<Answer>(
  data: string,
  method: string,
  path: string,
  isAnswer: Guard<Answer>,
  sent?: object,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for await (const answer of answersOf(data, present<Call<Answer>>({ method, path, isAnswer, sent })))
    answers.push(answer);
  if (answers.length === 0) throw noneRuns(data);
  return answers;
}

/** Asks one of the running copies of a service, whichever answers first. Throws where none runs. */
export async function callOne<Answer>(
  data: string,
  path: string,
  isAnswer: Guard<Answer>,
  sent: object,
): Promise<Answer> {
  for await (const answer of answersOf(data, { method: 'POST', path, isAnswer, sent })) return answer;
  throw noneRuns(data);
}

const isAccepted = shapeOf<{ readonly accepted: string | null }>({ accepted: isTextOrNull });

/** The operator accepts the clock of every process that runs on a data folder. */
export async function acceptClock(data: string): Promise<Outcome> {
  const answers = await callAll(data, 'POST', '/clock', isAccepted);
  return {
    code: 0,
    result: { processes: answers },
    lines: answers.map(({ accepted }) =>
      accepted === null ? 'this mode has no guarded clock' : `accepted: it is ${accepted}`,
    ),
  };
}

/** Copies of a service share their dead letters. */
function distinct<One>(answers: readonly (readonly One[])[]): readonly One[] {
  return [...new Map(answers.flat().map((one) => [JSON.stringify(one), one])).values()];
}

/** The answer of a process that has replayed its parked facts. */
interface Replayed {
  readonly released: number;
  readonly parked: readonly Parked[];
}

const isReplayed = shapeOf<Replayed>({ released: isNumber, parked: listOf(isParked) });

/** Replays everything that is parked, facts and messages; 1 where something stays parked. */
export async function replayParked(data: string, patience = ARRIVAL_MS): Promise<Outcome> {
  const messages = await replayMessages(data, patience);
  const answers = await callAll(data, 'POST', '/redrive', isReplayed);
  const released = answers.reduce((sum, one) => sum + one.released, messages);
  const still = distinct(answers.map(({ parked }) => parked));
  return {
    code: still.length === 0 ? 0 : 1,
    result: { released, parked: still },
    lines: [`${released} driven again and released`, ...still.map((one) => `still parked: ${JSON.stringify(one)}`)],
  };
}

/** Real time that a message may take from its sender to the service that parked it, in milliseconds. */
const ARRIVAL_MS = 15_000;
/** How often the receivers are asked whether it has arrived, in milliseconds. */
const POLL_MS = 200;

interface Held {
  readonly messages: readonly HeldMessage[];
}

type HeldMessage = ParkedMessage & { readonly at: string };

const isHeld = shapeOf<Held>({
  messages: listOf(shapeOf<HeldMessage>({ id: isText, source: optional(isText), sequence: isNumber, at: isText })),
});

interface Sent {
  readonly sent: readonly SentAgain[];
}

const isSent = shapeOf<Sent>({ sent: listOf(shapeOf<SentAgain>({ id: isText, subject: isTextOrNull })) });

/**
 * Senders publish again what others could not handle, each in the order of its log; the receivers release what has arrived, and what
 * its sender never published. Gives how many were released.
 */
async function replayMessages(data: string, patience: number): Promise<number> {
  const heldBy = (answers: readonly Held[]): Held['messages'] => distinct(answers.map(({ messages }) => messages));
  const held = heldBy(await callAll(data, 'GET', '/messages', isHeld));
  if (held.length === 0) return 0;
  const wanted = distinct([held.map(({ id, source, sequence }) => ({ id, source, sequence }))]);
  const again = await callAll(data, 'POST', '/messages/again', isSent, { wanted });
  const sent = distinct(again.map((one) => one.sent));
  const expected = new Set(sent.map(({ id }) => id));
  for (const deadline = Date.now() + patience; ; await new Promise((resolve) => setTimeout(resolve, POLL_MS))) {
    const still = heldBy(await callAll(data, 'POST', '/messages/settled', isHeld, { sent }));
    if (!still.some(({ id }) => expected.has(id)) || Date.now() > deadline) return held.length - still.length;
  }
}
