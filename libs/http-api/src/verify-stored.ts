import { Refusal } from '@carethread/contracts';
import type { EventLog } from '@carethread/event-sourcing';
import { verifyStream, type Envelope, type StreamVerification } from '@carethread/ledger';

type Log = Pick<EventLog, 'readStream' | 'readAll' | 'positionsNaming'>;

/**
 * Whether a stream is whole and unchanged: the chain of what the store keeps as its events, and whether the store keeps as others'
 * any event whose text names the stream. The chain alone would not notice that the last events were moved away.
 */
export async function verifyStored(log: Log, stream: string): Promise<StreamVerification> {
  // Before the stream itself: what is appended meanwhile is then in the stream and not among these.
  const named = (await log.positionsNaming?.(stream)) ?? [];
  const events = await log.readStream(stream);
  const moved = events.findIndex(({ misplaced }) => misplaced !== undefined);
  const walked = verifyStream(events.slice(0, moved === -1 ? events.length : moved).map(({ event }) => event));
  if (!walked.valid) return walked;
  if (moved !== -1)
    return { valid: false, revision: moved + 1, reason: 'the event says that it stands in another place of the log' };
  const here = new Set(events.map(({ position }) => position));
  const elsewhere = named.find((position) => !here.has(position));
  if (elsewhere === undefined) return walked;
  const revision = (await textAt(log, elsewhere))?.revision ?? events.length + 1;
  return { valid: false, revision, reason: 'the store does not keep the event in its stream' };
}

/** Whose a stream is, as far as one of its events tells, wherever the store keeps it. Throws NOT_FOUND where it is no stream of the tenant. */
export async function personOfStored(log: Log, stream: string, tenantId: string): Promise<string | null> {
  const events = await log.readStream(stream);
  let found = events.find(({ damaged }) => damaged === undefined)?.event;
  if (found === undefined) {
    const [position] = (await log.positionsNaming?.(stream)) ?? [];
    found = position === undefined ? undefined : await textAt(log, position);
  }
  if (found?.tenantId !== tenantId) throw new Refusal('NOT_FOUND');
  return found.personId;
}

async function textAt(log: Log, position: number): Promise<Envelope | undefined> {
  const [stored] = await log.readAll(position - 1, 1);
  return stored?.misplaced ?? stored?.event;
}
