import { MemorySessionStore } from './memory-session-store.js';
import { sessionStoreContract } from '../testing/session-store.contract.js';

sessionStoreContract('in memory', () => Promise.resolve(new MemorySessionStore()));
