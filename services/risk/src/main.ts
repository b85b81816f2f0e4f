import { readSettings, startServices } from '@carethread/service-kit';
import { risk } from './risk.service.js';

/** This service alone in a process. */
const platform = await startServices([risk], readSettings(process.env));
process.stdout.write(`risk listens at ${await platform.listen()}\n`);
process.on('SIGTERM', () => void platform.stop().then(() => process.exit(0)));
