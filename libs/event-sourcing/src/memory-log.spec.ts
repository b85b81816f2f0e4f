import { MemoryLog } from './memory-log.js';
import { eventLogContract, SettableClock, storedImportContract, subscriptionContract } from './testing/index.js';

const make = () => {
  const clock = new SettableClock('2026-03-02T09:00:00.000Z');
  return Promise.resolve({ log: new MemoryLog({ service: 'care-plan', clock }), clock });
};

eventLogContract('memory', make);
subscriptionContract('memory', make);
storedImportContract('memory', make);
