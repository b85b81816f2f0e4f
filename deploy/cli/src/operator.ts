import { OPERATOR_FOLDER, OPERATOR_HEADER, type OperatorAddress } from '@carethread/service-kit';
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
async function askAll<Answer>(data: string, method: string, path: string): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const { url, key } of addresses(data)) {
    const answer = await fetch(`${url}/operator${path}`, {
      method,
      headers: { [OPERATOR_HEADER]: key },
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch(() => undefined);
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
function distinct(answers: readonly { readonly parked: readonly Parked[] }[]): readonly Parked[] {
  return [...new Map(answers.flatMap(({ parked }) => parked.map((one) => [JSON.stringify(one), one]))).values()];
}

/** Drives everything that is parked again; 1 where something stays parked. */
export async function redrive(data: string): Promise<Outcome> {
  const answers = await askAll<{
    readonly driven: number;
    readonly released: number;
    readonly parked: readonly Parked[];
  }>(data, 'POST', '/redrive');
  const released = answers.reduce((sum, one) => sum + one.released, 0);
  const still = distinct(answers);
  return {
    code: still.length === 0 ? 0 : 1,
    said: { released, parked: still },
    lines: [`${released} driven again and released`, ...still.map((one) => `still parked: ${JSON.stringify(one)}`)],
  };
}
