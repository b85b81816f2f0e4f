import type { Route } from '@carethread/http-api';
import { closureRoutes } from './closure.js';
import { correctionRoutes } from './corrections.js';
import { coverageRoutes } from './coverage.js';
import { planDifferenceRoutes } from './difference.js';
import { draftRoutes } from './draft.js';
import { firstPlanRoutes } from './first-plan.js';
import { planHeadRoutes } from './heads.js';
import { involvementRoutes } from './involvement.js';
import { openPlanRoutes } from './open.js';
import { plansOfPeopleRoutes } from './plans-of-people.js';
import { profileRoutes } from './profile.js';
import { proposalRoutes } from './proposals.js';
import { provisionalRoutes } from './provisional.js';
import { readinessRoutes } from './readiness.js';
import { renditionRoutes } from './renditions.js';
import { replacementRoutes } from './replacement.js';
import { safetyListRoutes } from './safety-list.js';
import { suspensionRoutes } from './suspension.js';
import { planVersionsRoutes } from './versions.js';

export const planRoutes: readonly Route[] = [
  ...openPlanRoutes,
  ...planHeadRoutes,
  ...planVersionsRoutes,
  ...planDifferenceRoutes,
  ...draftRoutes,
  ...coverageRoutes,
  ...readinessRoutes,
  ...involvementRoutes,
  ...proposalRoutes,
  ...renditionRoutes,
  ...provisionalRoutes,
  ...correctionRoutes,
  ...replacementRoutes,
  ...profileRoutes,
  ...suspensionRoutes,
  ...closureRoutes,
  ...firstPlanRoutes,
  ...safetyListRoutes,
  ...plansOfPeopleRoutes,
];
