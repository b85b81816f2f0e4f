import type { Route } from '@carethread/http-api';
import { trainingRoutes } from './competence/training.js';
import { briefingRoutes } from './review/briefings.js';
import { feedbackRoutes } from './review/feedback.js';
import { minutesRoutes } from './review/minutes.js';
import { outcomeEvidenceRoutes } from './review/outcome-evidence.js';
import { outcomeRoutes } from './review/outcome.js';
import { participantRoutes } from './review/participants.js';
import { reviewRoutes } from './review/review.js';
import { topicRoutes } from './review/topics.js';
import { monitoringRoutes } from './schedule/monitoring.js';
import { obligationListRoutes } from './schedule/obligation-lists.js';
import { obligationRoutes } from './schedule/obligations.js';
import { obligationsOfPeopleRoutes } from './schedule/obligations-of-people.js';
import { reviewRequestRoutes } from './schedule/review-requests.js';
import { significantChangeRoutes } from './schedule/significant-changes.js';
import { sinceLastReviewRoutes } from './schedule/since-last-review.js';

export const routes: readonly Route[] = [
  ...[obligationRoutes, sinceLastReviewRoutes, obligationListRoutes, obligationsOfPeopleRoutes],
  ...[reviewRequestRoutes, significantChangeRoutes, monitoringRoutes],
  ...[reviewRoutes, participantRoutes, feedbackRoutes, topicRoutes, outcomeRoutes, briefingRoutes, minutesRoutes],
  ...[outcomeEvidenceRoutes, trainingRoutes],
].flat();
