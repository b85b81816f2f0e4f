import { runService } from '@carethread/service-kit';
import { consent } from './consent.service.js';

/** This service alone in a process. */
await runService(consent);
