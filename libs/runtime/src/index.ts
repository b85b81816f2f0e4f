export { NOBODY, parking, type ParkedFact } from './system-streams/parking.js';
export { NO_JURISDICTION } from './write-side/jurisdiction.js';
export * from './definition.js';
export * from './write-side/loaded-stream.js';
export * from './service-ports.js';
export * from './mail-server.js';
export * from './work-of-users.js';
export * from './service-runtime.js';
export type { Duty } from './reactions/duties.js';
export type { LeasedTask } from './reactions/leased-tasks.js';
export { systemActor } from './system-actor.js';
export { consumedContracts } from './messaging/consumed-contracts.js';
export * from './write-side/command-envelope.js';
export * from './read-side/time-travel.js';
export { eachFound, TenantReader, type FindOptions, type Found, type Place, type Reader } from './read-side/reader.js';
export { scopesOfHeld } from './read-side/scopes-of-held.js';
export { scopesOfHolder } from './read-side/scopes-of-holder.js';
export { personListOf, type PersonDocument, type PersonList } from './read-side/person-list.js';
export { streamListOf } from './read-side/stream-list.js';
export { keptStreams, type KeptStream, type KeptStreams } from './read-side/kept-streams.js';
export { etagOf } from './write-side/stream-folding.js';
export {
  laterValues,
  NO_DATE,
  type Listed,
  type ListEntry,
  type ListPlace,
  type ListQuery,
  type Scope,
} from '@carethread/lists';
export * from './write-side/command-handler.js';
export { ValueTaken } from './write-side/unique-values.js';
export { isOutage } from './outage.js';
export * from './typed-edges.js';
export * from './reactions/checkpoints.js';
export * from './clock/clock.js';
export * from './clock/clock-guard.js';
export { contractData, HEARD, type ContractMessage } from './messaging/contract-message.js';
export * from './read-side/event-decoder.js';
export { type ParkedMessage, type SentAgain } from './messaging/parked-messages.js';
export * from './write-side/recorded-streams.js';
export { failureOf, type Failure } from './failure.js';
export * from './messaging/relay.js';
export * from './telemetry/spans.js';
export { traceIds } from './telemetry/trace-ids.js';
export { clockAcceptance } from './system-streams/clock.js';
export { lastKnown, acceptClock } from './clock/accept-clock.js';
export { guardedLog } from './write-side/guarded-log.js';
export { writeLogHeads } from './heads.js';
export { isUnchanged } from './reactions/set-aside.js';
export { boundedCache } from './write-side/bounded-cache.js';
export { PROVIDER_TOPIC_DAYS, PROVIDER_TOPICS, providerTopicOf } from './messaging/provider-topic.js';
export {
  Attempts,
  type Attempt,
  type AttemptPlace,
  type AttemptQuery,
  type ListedAttempt,
} from './webhooks/attempts.js';
export { secretIdOf, Webhooks, type Signed, type WebhookPort } from './webhooks/webhooks.js';
export { policyReader } from './reactions/policy-reader.js';
