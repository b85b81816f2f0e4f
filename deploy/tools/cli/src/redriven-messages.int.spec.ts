import { replayedMessages } from './testing/redriven-messages.js';

replayedMessages('the bus of one process', () => Promise.resolve({}));
