import type { Route } from '@carethread/http-api';
import { conformanceRoutes } from './conformance.js';
import { operationRoutes } from './operations.js';
import { searchRoutes } from './search.js';
import { subscriptionRoutes } from './subscription.js';

/** What FHIR clients call. */
export const fhirRoutes: readonly Route[] = [
  ...conformanceRoutes,
  ...subscriptionRoutes,
  ...searchRoutes,
  ...operationRoutes,
];
