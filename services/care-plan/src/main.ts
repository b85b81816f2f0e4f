import { runService } from '@carethread/service-kit';
import { carePlanService } from './care-plan.service.js';

/** This service alone in a process. */
await runService(carePlanService);
