import { openQuery, type Route } from '@carethread/http-api';
import { capabilityStatement } from '../../fhir/capability-statement.js';
import { topicResource } from '../../fhir/topic.js';
import { fhirBase, TOPIC_ID } from '../../fhir/vocabulary.js';
import { FH, FHIR_FORM, FORMAT } from './fhir.js';

const OPEN = { capability: 'readConfiguration', form: FHIR_FORM, queryParameters: FORMAT } as const;
const KEPT = { 'Cache-Control': 'public, max-age=300' };

/** What is the same for everybody: no token is needed. */
export const conformanceRoutes: readonly Route[] = [
  openQuery({
    path: `${FH}/metadata`,
    summary: 'What a FHIR client finds here: a CapabilityStatement; no token is needed',
    ...OPEN,
    about: 'PLAT-12',
    answer: async ({ webhooks }) =>
      Promise.resolve({ body: capabilityStatement(fhirBase(webhooks.publicUrl)), headers: KEPT }),
  }),
  // By its canonical URL, and as what it is in R4.
  ...['SubscriptionTopic', 'Basic'].map((type) =>
    openQuery({
      path: `${FH}/${type}/${TOPIC_ID}`,
      summary: `The topic of FHIR Subscriptions, in FHIR R4 a Basic resource (${type}); no token is needed`,
      ...OPEN,
      answer: async ({ webhooks }) =>
        Promise.resolve({ body: topicResource(fhirBase(webhooks.publicUrl)), headers: KEPT }),
    }),
  ),
];
