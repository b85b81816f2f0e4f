import { startEmbedded } from '@carethread/embedded';
import { callers } from '@carethread/embedded/testing';
import type { Bus } from '@carethread/event-sourcing';
import { listMember, textMember } from '@carethread/ledger';
import { readSettings, type Platform } from '@carethread/service-kit';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replayParked } from '../operator.js';
import { park } from '../park.js';
import { openStore, readAllLogs } from '../stores.js';

/** What is spoilt between sender and bus, as a wrong version or a lost key would spoil it, until it is mended. */
function spoiling(bus: Bus, isSpoilt: (key: string) => boolean): void {
  const publish = bus.publish.bind(bus);
  bus.publish = (topic, messages) =>
    publish(
      topic,
      messages.map((message) => (isSpoilt(message.key) ? { ...message, value: `{${message.value}` } : message)),
    );
}

/** What becomes of messages that a service could not handle, on any bus. `prepare` gives the settings that name it. */
export function replayedMessages(name: string, prepare: () => Promise<Readonly<Record<string, string>>>): void {
  describe(`messages that a service could not handle, over ${name}`, () => {
    let data = '';
    let platform: Platform | undefined;
    let spoilt: string | undefined;
    let armed = false;

    beforeEach(async () => {
      data = mkdtempSync(join(tmpdir(), 'carethread-replayed-'));
      spoilt = undefined;
      armed = false;
      platform = await startEmbedded(
        readSettings({
          CARETHREAD_MODE: 'test',
          CARETHREAD_PORT: '0',
          CARETHREAD_LOG_LEVEL: 'silent',
          CARETHREAD_DATA: data,
          ...(await prepare()),
        }),
      );
      // The first person to be registered.
      spoiling(platform.bus, (key) => armed && key === (spoilt ??= key));
    });
    afterEach(async () => {
      await platform?.stop();
      rmSync(data, { recursive: true, force: true });
    });

    const parked = async (): Promise<readonly unknown[]> => {
      const { result } = await park(await readAllLogs(openStore('sqlite:', data, 'carethread')));
      return listMember(result, 'parked');
    };
    const receivedBy = async (service: string, person: string): Promise<readonly string[]> => {
      const runtime = platform?.runtimes.find(({ definition }) => definition.name === service);
      const events = (await runtime?.log.readStream(`heard-${person}`)) ?? [];
      const opened = (await runtime?.decoder.openAll(events)) ?? [];
      return opened.flatMap(({ facts }) => facts.map(({ type }) => type));
    };

    it('are listed, replayed once the cause is mended, take effect once, and in the order of publication', async () => {
      const url = (await platform?.listen()) ?? '';
      const who = await callers(url);
      const idle = async (): Promise<void> => void (await fetch(`${url}/test/idle?within=60000`));
      armed = true;
      const one = await who.person();
      const needs = await who.assessor.json('POST', `/assessment/persons/${one.id}/communication-needs`, {
        needs: ['large print'],
        formats: [],
      });
      expect(needs.status).toBe(201);
      const other = await who.person();
      await idle();
      // Messages about others are not delayed.
      expect(await receivedBy('care-plan', other.id)).toEqual(['assessment.person-registered.v1']);
      expect(await receivedBy('care-plan', one.id)).toEqual([]);
      const held = await parked();
      expect(held.filter((one) => textMember(one, 'service') === 'care-plan')).toMatchObject([
        { policy: 'inbox of assessment' },
        { policy: 'inbox of assessment' },
      ]);

      const early = await replayParked(data, 500);
      expect(early).toMatchObject({ code: 1, result: { released: 0 } });
      expect(await parked()).toHaveLength(held.length);

      armed = false;
      expect(await replayParked(data)).toMatchObject({ code: 0, result: { released: held.length, parked: [] } });
      expect(await parked()).toEqual([]);
      await idle();
      const types = ['assessment.person-registered.v1', 'assessment.communication-needs-recorded.v1'];
      expect(await receivedBy('care-plan', one.id)).toEqual(types);
      const reached = platform?.runtimes.find(({ definition }) => definition.name === 'care-plan');
      const before = (await reached?.log.head())?.position;
      expect(await replayParked(data)).toMatchObject({ code: 0, result: { released: 0 } });
      await idle();
      expect((await reached?.log.head())?.position).toBe(before);
      expect(await receivedBy('care-plan', other.id)).toEqual(['assessment.person-registered.v1']);
    }, 120_000);

    it('are released without effect where no service published them', async () => {
      const url = (await platform?.listen()) ?? '';
      const who = await callers(url);
      const { id } = await who.person();
      await platform?.bus.publish('assessment.events.v1', [
        { key: id, headers: {}, value: '{' },
        {
          key: id,
          headers: {
            ce_id: '00000000-0000-4000-8000-00000000dead',
            ce_source: '/assessment',
            ce_sequence: '1',
            ce_type: 'assessment.person-registered.v1',
          },
          value: '{"forged":true}',
        },
      ]);
      await fetch(`${url}/test/idle?within=60000`);
      const held = await parked();
      expect(held.length).toBeGreaterThanOrEqual(2);
      expect(await replayParked(data)).toMatchObject({ code: 0, result: { released: held.length, parked: [] } });
      expect(await receivedBy('care-plan', id)).toEqual(['assessment.person-registered.v1']);
    }, 120_000);
  });
}
