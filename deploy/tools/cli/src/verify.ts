import { attachment, attachmentId, cpaAttachment, type EventLog } from '@carethread/event-sourcing';
import { present, presentItems, verifyLog, type LogVerification, type WrittenHead } from '@carethread/ledger';
import { checkSealed, type MovableAttachments } from '@carethread/privacy';
import { givenHeads, type GivenHeads } from './heads.js';
import { headLines, heldAgainst, summaryOf, wrongHeads, type HeadVerdict } from './held-heads.js';
import type { FoundLogs } from './stores.js';
import type { NamedLog } from './logs.js';
import type { Outcome, Progressing } from './verb.js';
import type { KeyVerdict } from './verify-keys.js';

/** Streams that each hold the hash of one attachment. */
const CITING: readonly string[] = [attachment.category, cpaAttachment.category];

/** `faults`: what the store itself finds wrong, besides the first that is the `reason`. */
type LogVerdict = (LogVerification | { readonly valid: false; readonly reason: string }) & {
  readonly faults?: readonly string[];
};
type Verdict = { readonly log: string } & LogVerdict;

/**
 * Walks every log, runs each store's own check, looks for every attachment that a log cites, and compares the logs with heads
 * written earlier. A log or an attachment that is missing, and a head that matches nothing, is found wrong (PLAT-01, PLAT-05).
 */
export async function verifyLogs(
  { logs, faults }: FoundLogs,
  { head, progress }: Progressing & { readonly head?: string | undefined },
  attachments?: MovableAttachments,
  keys?: (logs: readonly NamedLog[]) => Promise<KeyVerdict>,
): Promise<Outcome> {
  const verdicts: Verdict[] = faults.map((fault) => ({ ...fault, valid: false }));
  for (const one of logs) {
    progress(`verifying ${one.name}`);
    verdicts.push({ log: one.name, ...(await verdictOf(one)) });
  }
  const given = head === undefined ? undefined : givenHeads(head, verdicts.map(({ log }) => log).sort());
  const heads = given === undefined ? undefined : await verifyHeads(logs, given.heads);
  const absent = given?.faults ?? [];
  const lost = attachments === undefined ? [] : await attachmentFaults(logs, attachments);
  const keyVerdict = (await keys?.(logs)) ?? { faults: [] };
  const keyFaults = 'faults' in keyVerdict ? keyVerdict.faults : [];
  const unseen = 'unseen' in keyVerdict ? keyVerdict.unseen : undefined;
  const badLogs = verdicts.filter(({ valid }) => !valid);
  const badHeads = wrongHeads(heads ?? []);
  const valid = [badLogs, badHeads, absent, lost, keyFaults].every(({ length }) => length === 0) && heads?.length !== 0;
  const found =
    heads === undefined
      ? undefined
      : { read: heads.length + absent.length, found: heads.length - badHeads.length, missing: absent };
  const summary = valid
    ? `every log is whole and unchanged: ${verdicts.length} of them`
    : summaryLine(verdicts, heads ?? [], absent, lost, keyFaults);
  const ofHeads = heads === undefined ? [] : headLines(heads, head ?? '', given);
  return {
    code: valid ? 0 : 1,
    result: present({
      valid,
      logs: verdicts,
      heads: found === undefined ? undefined : { ...found, wrong: badHeads },
      attachments: lost,
      keys: keyVerdict,
    }),
    lines: [
      ...verdicts.map((one) => `${one.valid ? 'ok   ' : 'WRONG'}   ${one.log}  ${JSON.stringify(one)}`),
      ...lost.map((reason) => `WRONG   ${reason}`),
      ...keyFaults.map((reason) => `WRONG   ${reason}`),
      ...ofHeads,
      unseen === undefined ? summary : `${summary}; the keys were not looked at: ${unseen}`,
    ],
  };
}

async function verdictOf({ log }: NamedLog): Promise<LogVerdict> {
  try {
    const faults = (await log.faults?.()) ?? [];
    const walked = await verifyLog(log);
    const [first, ...more] = faults;
    if (first === undefined) return walked;
    if (!walked.valid) return { ...walked, faults };
    return present({ valid: false, reason: first, faults: more.length === 0 ? undefined : more });
  } catch (error) {
    return { valid: false, reason: `cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Each head on its own: a log may be the one of yesterday and still not the one of last month. */
async function verifyHeads(logs: readonly NamedLog[], heads: readonly WrittenHead[]): Promise<readonly HeadVerdict[]> {
  const verdicts: HeadVerdict[] = [];
  for (const head of heads) {
    verdicts.push(await headVerdict(logs.find(({ name }) => name === head.service)?.log, head));
  }
  return verdicts;
}

/** The walk over the log proves that each running hash follows from the events before it: one look at the place is enough. */
async function headVerdict(log: EventLog | undefined, head: WrittenHead): Promise<HeadVerdict> {
  if (log === undefined || head.position === 0) return heldAgainst(undefined, head);
  try {
    const [stored] = await log.readAll(head.position - 1, 1);
    const { position: end } = await log.head();
    return heldAgainst(
      { end, hashAt: (position) => (stored?.position === position ? stored.logHash : undefined) },
      head,
    );
  } catch (error) {
    const broken = error instanceof Error ? error.message : String(error);
    return heldAgainst({ end: 0, broken, hashAt: () => undefined }, head);
  }
}

/** The last line where something is wrong: each fault, and how far the logs themselves are proved whole. */
function summaryLine(
  verdicts: readonly Verdict[],
  heads: readonly HeadVerdict[],
  absent: GivenHeads['faults'],
  lost: readonly string[],
  keys: readonly string[],
): string {
  const bad = verdicts.filter(({ valid }) => !valid);
  const wrong = wrongHeads(heads).filter(({ older }) => !older);
  const disproved = new Set([...bad.map(({ log }) => log), ...wrong.map(({ service }) => service)]);
  const ofKeys =
    keys.length > 1 ? [`the keys do not fit ${keys.length} logs`] : keys.map((one) => one.replace(/;.*$/, ''));
  const beside = presentItems(
    lost.length === 0 ? undefined : `${count(lost.length, 'attachment is', 'attachments are')} missing or damaged`,
    ...ofKeys,
  );
  const ofHeads = disproved.size > 0 ? undefined : summaryOf(heads, 'every log is', absent);
  const withHeads = heads.length > 0 || absent.length > 0 || beside.length === 0;
  const ofLogs =
    disproved.size > 0
      ? `${disproved.size} of ${verdicts.length} logs are not what was written`
      : ((withHeads ? ofHeads : undefined) ?? `every log is whole and unchanged: ${verdicts.length} of them`);
  return beside.length === 0 ? ofLogs : `${beside.join('; ')}; ${ofLogs}`;
}

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

/** Attachments that a log cites and the store does not have, and those whose bytes are not the ones that their name says. */
async function attachmentFaults(
  logs: readonly NamedLog[],
  attachments: MovableAttachments,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const kept = new Set<string>();
  for (const hash of await attachments.list()) {
    kept.add(attachmentId(hash));
    try {
      const bytes = await attachments.getSealed(hash);
      if (bytes !== undefined) checkSealed(hash, bytes);
    } catch {
      faults.push(`attachment ${hash} does not hold the bytes that its name says`);
    }
  }
  for (const { name, log } of logs)
    for (let after = 0; ;) {
      const events = await log.readAll(after, 1_000);
      for (const { event, position } of events) {
        const dash = event.stream.indexOf('-');
        if (
          event.revision === 1 &&
          CITING.includes(event.stream.slice(0, dash)) &&
          !kept.has(event.stream.slice(dash + 1))
        )
          faults.push(`${name}: the attachment of ${event.stream}, stored at position ${position}, is missing`);
      }
      const last = events.at(-1);
      if (last === undefined) break;
      after = last.position;
    }
  return faults;
}
