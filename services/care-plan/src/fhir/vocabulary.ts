import { noticeSource } from '../notices/notice.js';

/** FHIR R4 with topic-based subscriptions as the implementation guide “Subscriptions R5 Backport” 1.1.0 has them. */
export const FHIR_JSON = 'application/fhir+json';
export const FHIR_VERSION = '4.0.1';

const GUIDE = 'http://hl7.org/fhir/uv/subscriptions-backport';
const structure = (name: string): string => `${GUIDE}/StructureDefinition/${name}`;

export const IMPLEMENTATION_GUIDE = `${GUIDE}/ImplementationGuide/hl7.fhir.uv.subscriptions-backport`;
export const SERVER_CAPABILITIES = `${GUIDE}/CapabilityStatement/backport-subscription-server-r4`;
export const TOPIC_CAPABILITY = structure('capabilitystatement-subscriptiontopic-canonical');
export const operationIn = (name: 'status' | 'events'): string =>
  `${GUIDE}/OperationDefinition/backport-subscription-${name}`;

export const PROFILES = {
  subscription: structure('backport-subscription'),
  notification: structure('backport-subscription-notification-r4'),
  status: structure('backport-subscription-status-r4'),
} as const;

export const EXTENSIONS = {
  payloadContent: structure('backport-payload-content'),
  heartbeatPeriod: structure('backport-heartbeat-period'),
  timeout: structure('backport-timeout'),
  maxCount: structure('backport-max-count'),
} as const;

/** Where FHIR clients call the installation. */
export const fhirBase = (publicUrl: string | undefined): string => `${noticeSource(publicUrl)}/fhir`;

export const TOPIC_ID = 'care-plan-changed';
/** The canonical URL of the one topic that there is. */
export const topicIn = (base: string): string => `${base}/SubscriptionTopic/${TOPIC_ID}`;
