import type { Route } from '@carethread/http-api';
import { restrictionRoutes } from './restriction/restriction.js';
import { assessmentRoutes } from './risk-assessment/assessment.js';
import { conclusionRoutes } from './risk-assessment/conclusion.js';

export const routes: readonly Route[] = [...assessmentRoutes, ...conclusionRoutes, ...restrictionRoutes];
