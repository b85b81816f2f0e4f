import type { Route } from '@carethread/http-api';
import { assessmentRoutes } from './assessment/assessment.js';
import { eligibilityRoutes } from './assessment/eligibility.js';
import { findingRoutes } from './assessment/finding.js';
import { progressRoutes } from './assessment/progress.js';
import { handoverRoutes } from './handover/handover.js';
import { calendarRoutes } from './me/calendar.js';
import { notificationRoutes } from './me/notifications.js';
import { organisationRoutes } from './organisation/organisation.js';
import { organisationsRoutes } from './organisation/organisations.js';
import { factsRoutes } from './person/facts.js';
import { nameRoutes } from './person/names.js';
import { personRoutes } from './person/person.js';
import { searchRoutes } from './person/search.js';
import { staffNameRoutes } from './staff/names.js';
import { staffRoutes } from './staff/staff.js';

export const routes: readonly Route[] = [
  ...organisationRoutes,
  ...organisationsRoutes,
  ...personRoutes,
  ...searchRoutes,
  ...nameRoutes,
  ...factsRoutes,
  ...assessmentRoutes,
  ...progressRoutes,
  ...findingRoutes,
  ...eligibilityRoutes,
  ...handoverRoutes,
  ...notificationRoutes,
  ...calendarRoutes,
  ...staffNameRoutes,
  ...staffRoutes,
];
