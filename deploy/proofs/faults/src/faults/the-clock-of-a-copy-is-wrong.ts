import { NOW } from './platform-under-load.js';
import type { Fault } from './fault.js';

const WRONG_MS = 5 * 60_000;

/** One copy of two is five minutes ahead of the other: what one has recorded the other goes on from, and nobody is refused for it. */
export const theClockOfACopyIsWrong: Fault = {
  name: 'the clock of one copy is five minutes wrong',
  server: 'care-plan and review',
  happen: async (platform) => {
    const { now } = await platform.state('care-plan 1');
    for (const service of ['care-plan', 'review'] as const) {
      await platform.six.join(service);
      await platform.setClock(`${service} more`, new Date(Date.parse(now ?? NOW) + WRONG_MS).toISOString());
    }
    platform.say('one copy of care-plan and one of review are five minutes ahead');
    await platform.more(40, 60_000);
    // The leases move to the copy whose clock is right, and back.
    platform.six.kill('review 1');
    platform.six.kill('care-plan more');
    await platform.more(20, 60_000);
    for (const service of ['care-plan', 'review'] as const) await platform.six.leave(service);
    await platform.more(10, 30_000);
  },
};
