import { acknowledgedBatches } from './acknowledged-batches.js';
import { breakGlassOpenings } from './break-glass-openings.js';
import { copyIndex } from './copy-index.js';
import { disclosedCopies } from './disclosed-copies.js';
import { endpointList } from './endpoint-list.js';
import { episodeList } from './episode-list.js';
import { narratives } from './narratives.js';
import { outstandingCopies } from './outstanding-copies.js';
import { peopleRecorded } from './people-recorded.js';
import { planList } from './plan-list.js';
import { providerNotices } from './provider-notices.js';
import { recordedDays } from './recorded-days.js';
import { subscriptionList } from './subscription-list.js';
import { providerTopics } from './provider-topics.js';
import { refusedPublications } from './refused-publications.js';
import { unreadVersions } from './unread-versions.js';
import { webhookKeys } from './webhook-keys.js';

export const views = [
  acknowledgedBatches,
  refusedPublications,
  copyIndex,
  disclosedCopies,
  narratives,
  planList,
  episodeList,
  endpointList,
  webhookKeys,
  providerNotices,
  subscriptionList,
  providerTopics,
  unreadVersions,
  outstandingCopies,
  peopleRecorded,
  recordedDays,
  breakGlassOpenings,
];
