import { MemoryViewStore } from './memory-views.js';
import { viewStoreContract } from './testing/view-store.contract.js';

viewStoreContract('memory', () => new MemoryViewStore());
