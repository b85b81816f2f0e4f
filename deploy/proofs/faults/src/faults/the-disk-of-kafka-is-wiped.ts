import type { Fault } from './fault.js';

/** What no neighbour had heard yet is gone with the topics; the logs have it. Topics are made by the operator's command, as ever. */
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
