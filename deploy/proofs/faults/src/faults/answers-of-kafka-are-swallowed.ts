import { pause, type Fault } from './fault.js';

/** Batches are stored and their acknowledgements lost: one now and then, then all of them for a while. */
export const answersOfKafkaAreSwallowed: Fault = {
  name: 'answers of Kafka are swallowed after the batch was stored',
  server: 'kafka',
  happen: async (platform) => {
    for (let time = 0; time < 8; time += 1) {
      platform.proxy.lose(time % 3 === 2 ? 99 : 1);
      await pause(400 + platform.random() * 600);
      platform.proxy.lose(0);
      await platform.more(5, 30_000);
    }
    platform.say(`${platform.proxy.lost} answers were swallowed`);
  },
};
