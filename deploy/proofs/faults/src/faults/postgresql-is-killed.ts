import { pause, type Fault } from './fault.js';

/** Nothing can be stored and nothing is acknowledged; health says so. */
export const postgresqlIsKilled: Fault = {
  name: 'PostgreSQL is killed',
  server: 'postgres',
  happen: async (platform) => {
    const { engine } = platform.servers;
    await engine.kill('postgres');
    try {
      await platform.eventually('assessment says that it is not ready', 15_000, async () => {
        const { status } = await platform.health('assessment 1');
        return status === 503;
      });
      await pause(2_000 + platform.random() * 3_000);
    } finally {
      await engine.up('postgres');
    }
    platform.say('PostgreSQL is back');
    await platform.more(20, 60_000);
  },
};
