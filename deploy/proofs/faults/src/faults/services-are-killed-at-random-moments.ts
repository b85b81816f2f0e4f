import { pause, type Fault } from './fault.js';

/** 20 in CI; `CARETHREAD_KILLS=100` by hand. */
const KILLS = Number(process.env['CARETHREAD_KILLS'] ?? 20);

const HALF_A_WEEK_MS = 3.5 * 86_400_000;

export const servicesAreKilledAtRandomMoments: Fault = {
  name: `services are killed ${KILLS} times at random moments`,
  server: 'the six services',
  happen: async (platform) => {
    const names = [...platform.six.copies.keys()];
    for (let kill = 1; kill <= KILLS; kill += 1) {
      // Somebody was answered since the last one: each kill meets work.
      await platform.more(3, 60_000);
      await pause(platform.random() * 1_000);
      const name = names[Math.floor(platform.random() * names.length)] ?? '';
      platform.six.kill(name);
      // Half a week later: obligations fall due while services come and go.
      if (kill % 4 === 0) await platform.advance(HALF_A_WEEK_MS);
      platform.say(`kill ${kill}/${KILLS}: ${name}, after ${platform.acknowledged()} acknowledged`);
    }
    await platform.more(20, 60_000);
  },
};
