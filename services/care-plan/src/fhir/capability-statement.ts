import {
  FHIR_JSON,
  FHIR_VERSION,
  IMPLEMENTATION_GUIDE,
  operationIn,
  PROFILES,
  SERVER_CAPABILITIES,
  TOPIC_CAPABILITY,
  topicIn,
} from './vocabulary.js';

const interactions = (...codes: readonly string[]) => codes.map((code) => ({ code }));
const SEARCH = 'http://hl7.org/fhir/SearchParameter/Subscription';

/** What a FHIR client finds here: subscriptions to one topic, and nothing else of FHIR. */
export function capabilityStatement(base: string) {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-11-30',
    kind: 'instance',
    instantiates: [SERVER_CAPABILITIES],
    software: { name: 'Carethread' },
    implementation: { description: 'Notices of changes of care and support plans', url: base },
    fhirVersion: FHIR_VERSION,
    format: [FHIR_JSON],
    implementationGuide: [IMPLEMENTATION_GUIDE],
    rest: [
      {
        mode: 'server',
        security: {
          description:
            'OAuth 2 client credentials with private_key_jwt. Scopes: endpoints.manage for Subscription, notices.read for $events, plans.read for what a notification refers to',
        },
        resource: [
          {
            extension: [{ url: TOPIC_CAPABILITY, valueCanonical: topicIn(base) }],
            type: 'Subscription',
            supportedProfile: [PROFILES.subscription],
            interaction: interactions('create', 'read', 'delete', 'search-type'),
            searchParam: [
              { name: 'url', definition: `${SEARCH}-url`, type: 'uri' },
              { name: 'status', definition: `${SEARCH}-status`, type: 'token' },
            ],
            operation: [
              { name: 'status', definition: operationIn('status') },
              { name: 'events', definition: operationIn('events') },
            ],
          },
          {
            type: 'Basic',
            documentation: 'The topic, of which FHIR R4 has no resource',
            interaction: interactions('read'),
          },
        ],
      },
    ],
  };
}
