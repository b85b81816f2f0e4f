import type { Route } from '@carethread/http-api';
import { breakGlassRoutes } from './break-glass/break-glass.js';
import { contributionRoutes } from './contributions/contributions.js';
import { copiesRoutes } from './copies/copies.js';
import { disclosedCopyRoutes } from './copies/disclosed-copy.js';
import { homeCopyRoutes } from './copies/home-copy.js';
import { dailyRecordRoutes } from './daily-record/daily-records.js';
import { episodeRoutes } from './episode/episodes.js';
import { deliveryRoutes } from './endpoint/deliveries.js';
import { endpointRoutes } from './endpoint/endpoints.js';
import { registerRoutes } from './endpoint/register.js';
import { replayRoutes } from './endpoint/replay.js';
import { standingRoutes } from './endpoint/standing.js';
import { verificationRoutes } from './endpoint/verification.js';
import { webhookKeyRoutes } from './endpoint/webhook-keys.js';
import { fhirRoutes } from './fhir/routes.js';
import { acknowledgeNoticesRoutes } from './notices/acknowledge-notices.js';
import { feedRoutes } from './notices/notice-feed.js';
import { planRoutes } from './plan/routes.js';
import { readersRoutes } from './readers/readers.js';
import { noticeRoutes } from './subscription/notices.js';
import { subscriptionRoutes } from './subscription/subscriptions.js';

export const routes: readonly Route[] = [
  ...planRoutes,
  ...readersRoutes,
  ...contributionRoutes,
  ...copiesRoutes,
  ...homeCopyRoutes,
  ...episodeRoutes,
  ...subscriptionRoutes,
  ...noticeRoutes,
  ...registerRoutes,
  ...endpointRoutes,
  ...verificationRoutes,
  ...standingRoutes,
  ...replayRoutes,
  ...deliveryRoutes,
  ...webhookKeyRoutes,
  ...fhirRoutes,
  ...feedRoutes,
  ...acknowledgeNoticesRoutes,
  ...dailyRecordRoutes,
  ...disclosedCopyRoutes,
  ...breakGlassRoutes,
];
