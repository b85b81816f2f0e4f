import { pause, type Fault } from './fault.js';

const CUT_MS = 20_000;

/** One service of six reaches everything but Kafka: it takes commands, reports its inbox as stalled, and catches up afterwards. */
export const theNetworkToKafkaIsCut: Fault = {
  name: 'the network between one service and Kafka is cut',
  server: 'kafka',
  happen: async (platform) => {
    const until = Date.now() + CUT_MS;
    platform.network.cut();
    try {
      await platform.more(20, 30_000);
      await platform.eventually('consent reports its inbox as stalled, and only consent', 40_000, async () => {
        const [cut, whole] = [await platform.health('consent 1'), await platform.health('care-plan 1')];
        return cut.status === 200 && cut.body['status'] === 'degraded' && whole.body['status'] === 'ok';
      });
      await pause(Math.max(0, until - Date.now()));
    } finally {
      platform.network.heal();
    }
    platform.say('the network is whole again');
    await platform.more(20, 30_000);
  },
};
