import { readSettings, startServices } from '@carethread/service-kit';
import { reviewService } from './review.service.js';

/** This service alone in a process. */
const platform = await startServices([reviewService], readSettings(process.env));
process.stdout.write(`review listens at ${await platform.listen()}\n`);
process.on('SIGTERM', () => void platform.stop().then(() => process.exit(0)));
