import { Kafka, logLevel, topicName } from '@carethread/bus-kafka';
import { SERVICE_NAMES } from '@carethread/services';
import type { Fault } from './fault.js';

/** A group's offsets can be set only while it has no member: the service is stopped, its offsets go back, and it starts again. */
export const offsetsAreSetBack: Fault = {
  name: 'the offsets of a consumer are set back to the beginning',
  server: 'kafka',
  happen: async (platform) => {
    const { namespace } = platform.six;
    const admin = new Kafka({
      brokers: [new URL(platform.servers.kafka.url).host],
      logLevel: logLevel.NOTHING,
    }).admin();
    await admin.connect();
    try {
      const groupId = `${namespace}.care-plan`;
      await platform.six.whileHeld(['care-plan'], async () => {
        await platform.eventually('the group has no member', 30_000, async () => {
          const { groups } = await admin.describeGroups([groupId]);
          return groups[0]?.state === 'Empty';
        });
        const { length } = await admin.fetchOffsets({ groupId });
        for (const service of SERVICE_NAMES)
          if (service !== 'care-plan')
            await admin.resetOffsets({ groupId, topic: topicName(namespace, `${service}.events.v1`), earliest: true });
        platform.say(`the offsets of ${length} topics were set back`);
      });
    } finally {
      await admin.disconnect();
    }
    await platform.more(20, 30_000);
  },
};
