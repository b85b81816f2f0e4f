import { runService } from '@carethread/service-kit';
import { reviewService } from './review.service.js';

/** This service alone in a process. */
await runService(reviewService);
