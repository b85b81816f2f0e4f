import { Refusal } from '@carethread/contracts';
import { requireText, textMember } from '@carethread/ledger';
import { NOBODY, TenantReader, type ServiceRuntime } from '@carethread/runtime';
import { randomUUID } from 'node:crypto';
import { endpoint } from '../domain/endpoint/decider.js';
import { seqOf } from '../notices/cursor.js';
import { noticeReader, Sequence } from '../notices/sequence.js';

/** Has notices sent to an endpoint again, after one cursor and up to another, beside what is new. Throws as the provider's own request does. */
export async function redeliver(
  runtime: ServiceRuntime,
  asked: unknown,
): Promise<{ readonly replayId: string; readonly notices: number }> {
  const id = requireText(asked, 'endpointId');
  const read = new TenantReader(runtime, NOBODY, true);
  const { tenantId, revision, state } = await read.state(endpoint, id);
  if (tenantId === undefined || revision === 0 || state.state === 'removed') throw new Refusal('NOT_FOUND');
  const head = await new Sequence(noticeReader(runtime, tenantId), tenantId, state.providerId).head();
  const until = textMember(asked, 'to');
  const from = seqOf(requireText(asked, 'from'), head) + 1;
  const to = until === undefined ? head : seqOf(until, head);
  const commandId = randomUUID();
  const command = { type: 'ReplayEndpoint', places: [{ from, to }] };
  await runtime.issue('operator', { on: endpoint, id, command }, { tenantId, commandId, correlationId: commandId });
  const { replays } = (await read.state(endpoint, id)).state;
  return { replayId: replays.at(-1)?.replayId ?? '', notices: to - from + 1 };
}
