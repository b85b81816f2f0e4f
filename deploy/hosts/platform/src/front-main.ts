import { SERVICE_NAMES } from '@carethread/services';
import { processSettings, runUntilSignal } from '@carethread/service-kit';
import { startFront } from './front.js';

await runUntilSignal(async () => {
  const settings = processSettings(SERVICE_NAMES);
  const front = await startFront(settings);
  const url = await front.listen();
  process.stdout.write(`Carethread is ready at ${url} (operator: ${front.operatorUrl()} ) (mode: ${settings.mode})\n`);
  return front;
});
