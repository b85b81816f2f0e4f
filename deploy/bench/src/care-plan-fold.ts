import { services } from '@carethread/embedded';
import { SqliteLog } from '@carethread/log-sqlite';
import { uuidV5, type UnstampedEvent } from '@carethread/ledger';
import { MemoryKeyStore, seal } from '@carethread/privacy';
import { Opener, RecordedStreams } from '@carethread/service-kit';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A plan with a long life of its own in a log on disk: read, opened and folded as a time-travel question does. */
export async function carePlanFold(
  count: number,
): Promise<{ cold(): Promise<unknown>; warm(): Promise<unknown>; parse(): unknown; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'carethread-bench-'));
  const file = join(folder, 'log.db');
  const log = SqliteLog.open({ file, service: 'care-plan', clock: { now: () => Date.now() } });
  const keys = new MemoryKeyStore();
  const key = await keys.getOrCreate('t', 'p', 'socialCare');
  const stream = `carePlan-${uuidV5('bench', 'plan')}`;
  for (let from = 1; from <= count; from += 500) {
    const events = Array.from({ length: Math.min(500, count - from + 1) }, (_, index) =>
      draft(stream, from + index, key.keyId),
    ).map(({ base, payload }) => seal(base, { payload }, key));
    await log.append({
      stream,
      expectedRevision: from - 1,
      events: events as unknown as [UnstampedEvent, ...UnstampedEvent[]],
    });
  }
  const service = services.find(({ name }) => name === 'care-plan');
  const decider = service?.deciders.find(({ category }) => category === 'carePlan');
  if (service === undefined || decider === undefined) throw new Error('care-plan has a plan');
  const opener = new Opener(keys, service.deciders, {});
  const at = '2999-01-01T00:00:00.000Z';
  const folded = async (recorded: RecordedStreams): Promise<unknown> =>
    (await recorded.events(stream))
      .filter(({ meta }) => meta.recordedAt <= at && meta.effectiveFrom <= at)
      .reduce<unknown>((state, event) => decider.evolve(state, event), decider.initial);
  const kept = new RecordedStreams(log, opener);
  await kept.events(stream);
  const texts = (await log.readStream(stream)).map(({ text }) => text);
  return {
    cold: () => folded(new RecordedStreams(log, new Opener(keys, service.deciders, {}))),
    warm: () => folded(kept),
    parse: () => texts.map((text) => JSON.parse(text) as unknown).length,
    close: async () => {
      await log.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function draft(
  stream: string,
  revision: number,
  keyId: string,
): { readonly base: Omit<UnstampedEvent, 'sealed' | 'payload'>; readonly payload: { readonly [name: string]: never } } {
  const commandId = uuidV5('bench', revision);
  const base = {
    format: 1 as const,
    service: 'care-plan',
    id: uuidV5(commandId, 0),
    stream,
    revision,
    type: revision === 1 ? 'CarePlanOpened' : 'DraftSaved',
    schema: 1,
    tenantId: uuidV5('bench', 'tenant'),
    personId: uuidV5('bench', 'person'),
    jurisdiction: 'ENG',
    occurredAt: '2026-01-01T00:00:00.000Z',
    effectiveFrom: '2026-01-01T00:00:00.000Z',
    actor: { user: uuidV5('bench', 'user'), role: 'KW' },
    correlationId: commandId,
    causationId: commandId,
    commandId,
    classification: 'personal' as const,
    keyId,
  };
  const payload =
    revision === 1
      ? { planId: 'p', planKind: 'provider' }
      : {
          draftRevision: revision,
          sections: ['whatMatters'],
          content: { whatMatters: `my garden, ${revision}`, personsView: 'at home '.repeat(20) },
        };
  return { base, payload: payload as never };
}
