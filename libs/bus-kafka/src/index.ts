export * from './address.js';
export { Kafka, logLevel } from './kafka.js';
export * from './kafka-bus.js';
export * from './topics.js';
export { TopicMissing } from './topic-missing.js';
