import { pause, type Fault } from './fault.js';

/** Leases and partitions move between copies while facts flow: one copy leaves in order, another is killed. */
export const aCopyJoinsAndLeaves: Fault = {
  name: 'a second copy joins and leaves',
  server: 'care-plan and review',
  happen: async (platform) => {
    for (const service of ['care-plan', 'review'] as const) {
      await platform.six.join(service);
      platform.say(`a second ${service} has joined`);
      await platform.more(20, 30_000);
    }
    // The first copy held the leases; the second takes them over.
    platform.six.kill('care-plan 1');
    await platform.more(20, 30_000);
    for (const service of ['care-plan', 'review'] as const) await platform.six.leave(service);
    platform.say('both have left');
    await pause(500);
    await platform.more(20, 30_000);
  },
};
