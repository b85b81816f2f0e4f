import { readSettings, startServices } from '@carethread/service-kit';
import { cpaCoordination } from './cpa-coordination.service.js';

/** This service alone in a process. */
const platform = await startServices([cpaCoordination], readSettings(process.env));
process.stdout.write(`cpa-coordination listens at ${await platform.listen()}\n`);
process.on('SIGTERM', () => void platform.stop().then(() => process.exit(0)));
