export * from './address.js';
export { Kafka, logLevel } from './kafka.js';
export * from './kafka-bus.js';
export { TopicMissing } from './kafka-errors.js';
export * from './topic-readers.js';
export * from './topics.js';
