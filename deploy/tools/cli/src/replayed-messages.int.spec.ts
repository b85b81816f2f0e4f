import { replayedMessages } from './testing/replayed-messages.js';

replayedMessages('the bus of one process', () => Promise.resolve({}));
