export * from './bodies.contract.js';
export * from './golden-events.js';
export * from './histories.js';
export * from './histories.contract.js';
export * from './shapes.js';
export { withOpenTasks } from './open-tasks.js';
export { MemoryWork } from './memory-work.js';
export { workOfUsersContract, type OwedThing } from './work-of-users.contract.js';
