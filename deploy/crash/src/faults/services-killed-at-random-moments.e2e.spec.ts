import { PlatformUnderLoad } from './platform-under-load.js';

/** 20 in CI; `CARETHREAD_KILLS=100` by hand. */
const KILLS = Number(process.env['CARETHREAD_KILLS'] ?? 20);

describe('services killed at random moments', () => {
  it('nothing acknowledged is lost, nothing takes effect twice, and the platform heals', async () => {
    const platform = await PlatformUnderLoad.start('services killed', { copies: 2 });
    try {
      const names = [...platform.six.copies.keys()];
      platform.load.start();
      for (let kill = 1; kill <= KILLS; kill += 1) {
        await new Promise((resolve) => setTimeout(resolve, 200 + platform.random() * 1_500));
        const name = names[Math.floor(platform.random() * names.length)] ?? '';
        platform.six.kill(name);
        platform.say(`kill ${kill}/${KILLS}: ${name}, after ${platform.acknowledged()} acknowledged`);
      }
      await platform.more(20, 30_000);
      expect(await platform.afterwards()).toEqual([]);
    } finally {
      await platform.stop();
    }
  });
});
