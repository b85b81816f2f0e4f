export { MachineClient } from './machine-client.js';
export { Browser, type Shown } from './browser.js';
