import { readSettings, startServices } from '@carethread/service-kit';
import { assessment } from './assessment.service.js';

/** This service alone in a process. */
const platform = await startServices([assessment], readSettings(process.env));
process.stdout.write(`assessment listens at ${await platform.listen()}\n`);
process.on('SIGTERM', () => void platform.stop().then(() => process.exit(0)));
