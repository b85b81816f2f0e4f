import { runService } from '@carethread/service-kit';
import { cpaCoordination } from './cpa-coordination.service.js';

/** This service alone in a process. */
await runService(cpaCoordination);
