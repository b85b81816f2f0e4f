import { redrivenMessages } from './testing/redriven-messages.js';

redrivenMessages('the bus of one process', () => Promise.resolve({}));
