import { runService } from '@carethread/service-kit';
import { risk } from './risk.service.js';

/** This service alone in a process. */
await runService(risk);
