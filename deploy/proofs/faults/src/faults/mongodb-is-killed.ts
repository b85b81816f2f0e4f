import type { Fault } from './fault.js';
import type { PlatformUnderLoad } from './platform-under-load.js';

/** Commands are taken, since what they rest on lies beside the log; reads say how old they are. */
async function away(platform: PlatformUnderLoad): Promise<void> {
  await platform.servers.engine.kill('mongo');
  await platform.more(40, 60_000);
  await platform.more(2, 60_000, /^\/care-plan\/plans/);
  await platform.eventually('care-plan says that its views stand still', 20_000, async () => {
    const { status, body } = await platform.health('care-plan 1');
    return status === 200 && JSON.stringify(body['stalled']).includes('views');
  });
  await platform.eventually('a read says how old it is', 20_000, async () => (await platform.ageOfARead()) >= 1);
  platform.say(`a read says that it is ${await platform.ageOfARead()} s old; commands are taken`);
}

export const mongodbIsKilled: Fault = {
  name: 'MongoDB is killed',
  server: 'mongo',
  happen: async (platform) => {
    try {
      await away(platform);
    } finally {
      await platform.servers.engine.up('mongo');
    }
    await platform.more(20, 60_000);
  },
};

/** The views are folded again from the logs, without an operator. */
export const mongodbIsWiped: Fault = {
  name: 'MongoDB is killed and wiped',
  server: 'mongo',
  happen: async (platform) => {
    const { engine } = platform.servers;
    await engine.kill('mongo');
    engine.wipe('mongo', ['data']);
    await engine.up('mongo');
    await platform.more(20, 60_000);
  },
};
