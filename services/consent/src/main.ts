import { readSettings, startServices } from '@carethread/service-kit';
import { consent } from './consent.service.js';

/** This service alone in a process. */
const platform = await startServices([consent], readSettings(process.env));
process.stdout.write(`consent listens at ${await platform.listen()}\n`);
process.on('SIGTERM', () => void platform.stop().then(() => process.exit(0)));
