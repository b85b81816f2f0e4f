import type { Route } from '@carethread/http-api';
import { caseRoutes } from './case/case.js';
import { contactRoutes } from './case/contact.js';
import { caseCoordinatorRoutes } from './case/coordinator.js';
import { dischargeRoutes } from './case/discharge.js';
import { indicatorRoutes } from './case/indicators.js';
import { levelRoutes } from './case/level.js';
import { caseRegionRoutes } from './case/region.js';
import { teamRoutes } from './case/team.js';
import { deactivationRoutes } from './coordinator/deactivation.js';
import { schemeRoutes } from './region/scheme.js';

export const routes: readonly Route[] = [
  ...[caseRoutes, caseCoordinatorRoutes, indicatorRoutes, levelRoutes, contactRoutes],
  ...[caseRegionRoutes, teamRoutes, dischargeRoutes],
  ...[schemeRoutes, deactivationRoutes],
].flat();
