import { runService } from '@carethread/service-kit';
import { assessment } from './assessment.service.js';

/** This service alone in a process. */
await runService(assessment);
