import type { Fault } from './fault.js';

/** Messages that no service had received yet are gone with the topics; the logs have them. The operator's command makes the topics again. */
export const theDiskOfKafkaIsWiped: Fault = {
  name: 'the disk of Kafka is wiped',
  server: 'kafka',
  happen: async (platform) => {
    const { engine } = platform.servers;
    await engine.kill('kafka');
    try {
      await platform.more(10, 30_000, /^\/assessment\//);
      engine.wipe('kafka', ['data']);
    } finally {
      await engine.up('kafka');
    }
    platform.six.tool('topics');
    platform.say('Kafka is back with empty topics');
    await platform.more(20, 60_000);
  },
};
