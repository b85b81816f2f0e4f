import { readSettings, untilStopped } from '@carethread/service-kit';
import { startFront } from './front.js';

await untilStopped(async () => {
  const settings = readSettings(process.env);
  const front = await startFront(settings);
  process.stdout.write(`Carethread is ready at ${await front.listen()}  (mode: ${settings.mode})\n`);
  return front;
});
