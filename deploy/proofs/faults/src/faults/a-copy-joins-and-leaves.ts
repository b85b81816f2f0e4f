import { pause, type Fault } from './fault.js';

/** Duties and partitions change hands while facts flow; a copy that leaves in order, and one that is killed. */
export const aCopyJoinsAndLeaves: Fault = {
  name: 'a second copy joins and leaves',
  server: 'care-plan and review',
  happen: async (platform) => {
    for (const service of ['care-plan', 'review'] as const) {
      await platform.six.join(service);
      platform.say(`a second ${service} has joined`);
      await platform.more(20, 30_000);
    }
    // The first copy carried the duties; the second takes them over.
    platform.six.kill('care-plan 1');
    await platform.more(20, 30_000);
    for (const service of ['care-plan', 'review'] as const) await platform.six.leave(service);
    platform.say('both have left');
    await pause(500);
    await platform.more(20, 30_000);
  },
};
