import { readSettings, startServices } from '@carethread/service-kit';
import { carePlanService } from './care-plan.service.js';

/** This service alone in a process. */
const platform = await startServices([carePlanService], readSettings(process.env));
process.stdout.write(`care-plan listens at ${await platform.listen()}\n`);
process.on('SIGTERM', () => void platform.stop().then(() => process.exit(0)));
