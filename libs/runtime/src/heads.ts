import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceRuntime } from './service-runtime.js';

/** What `verify --head` compares a log with: recomputing every hash after a change does not match yesterday's head. */
export interface KeptHead {
  /** `risk`, or `risk.access` for its access log. */
  readonly service: string;
  readonly position: number;
  readonly logHash: string;
  readonly at: string;
}

const DAY_MS = 24 * 3_600_000;

/** Writes the head of each log, the access logs' too, to a folder apart from the data, at once and every day; the operator keeps it elsewhere. */
export function writeLogHeads(
  runtimes: readonly ServiceRuntime[],
  folder: string,
  warn: (message: string, about: Readonly<Record<string, string | number>>) => void,
): NodeJS.Timeout {
  const write = async (): Promise<void> => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const at = new Date().toISOString();
    const logs = runtimes.flatMap(({ definition, parts }) => [
      { name: definition.name, log: parts.log },
      { name: `${definition.name}.access`, log: parts.accessLog },
    ]);
    for (const { name, log } of logs) {
      const { position, logHash } = await log.head();
      const head: KeptHead = { service: name, position, logHash, at };
      writeFileSync(join(folder, `${name}-${at.slice(0, 10)}.json`), `${JSON.stringify(head)}\n`, { mode: 0o600 });
    }
  };
  const attempt = (): void => {
    write().catch((error: unknown) =>
      warn('the heads could not be written', { error: error instanceof Error ? error.name : 'unknown' }),
    );
  };
  attempt();
  return setInterval(attempt, DAY_MS).unref();
}
