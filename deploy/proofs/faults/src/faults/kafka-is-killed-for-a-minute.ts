import { pause, type Fault } from './fault.js';

const AWAY_MS = Number(process.env['CARETHREAD_OUTAGE_MS'] ?? 60_000);

/** Commands are taken all the while, reads of another service carry their age, and health says whose inbox is stalled. */
export const kafkaIsKilledForAMinute: Fault = {
  name: 'Kafka is killed for a minute',
  server: 'kafka',
  happen: async (platform) => {
    const { engine } = platform.servers;
    await engine.kill('kafka');
    const until = Date.now() + AWAY_MS;
    try {
      await platform.more(20, 30_000, /^\/assessment\//);
      await platform.eventually('care-plan reports its inbox as stalled', 30_000, async () => {
        const { status, body } = await platform.health('care-plan 1');
        return status === 200 && body['status'] === 'degraded';
      });
      await platform.eventually('a read says how old it is', 30_000, async () => (await platform.ageOfARead()) >= 3);
      platform.say(`a read says that it is ${await platform.ageOfARead()} s old; commands are taken`);
      await pause(Math.max(0, until - Date.now()));
    } finally {
      await engine.up('kafka');
    }
    platform.say('Kafka is back');
    await platform.more(20, 60_000);
  },
};
