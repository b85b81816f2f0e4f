export { erased, published, recorded, type About } from './happened.js';
export { memoryPorts } from './memory-ports.js';
export { specifyPolicy, type SpecReader } from './specify-policy.js';
export { specifyView } from './specify-view.js';
