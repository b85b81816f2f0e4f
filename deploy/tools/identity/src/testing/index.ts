export { MachineClient } from './machine-client.js';
