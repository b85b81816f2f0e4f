import type { NamedLog } from './logs.js';

/** Up to when what was recorded is known: now, or the last event of the logs where they are stamped later than this machine's clock. */
export async function knownUntil(logs: readonly NamedLog[]): Promise<string> {
  const heads = await Promise.all(logs.map(({ log }) => log.head()));
  return heads.reduce(
    (latest, { recordedAt = '' }) => (recordedAt > latest ? recordedAt : latest),
    new Date().toISOString(),
  );
}

/** A warning for an instant that lies in the future: what will be recorded until then is not known yet. */
export function laterThanKnown(option: string, instant: string | undefined, until: string): string | undefined {
  if (instant === undefined || instant <= until) return undefined;
  return `${option} ${instant} is later than now and than the last event of these logs: what they hold until ${until} is given, and what will be recorded after it is not known`;
}
