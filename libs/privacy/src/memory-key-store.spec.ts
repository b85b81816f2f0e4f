import { MemoryKeyStore } from './memory-key-store.js';
import { keyStoreContract } from './testing/key-store.contract.js';

keyStoreContract('in memory', () => Promise.resolve({ keys: new MemoryKeyStore() }));
