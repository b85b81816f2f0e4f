import { MemoryLeases, type Leases } from './leases.js';
import { leasesContract } from './testing/leases.contract.js';

leasesContract('memory', () => {
  const holders: MemoryLeases['holders'] = new Map();
  return Promise.resolve({
    another: () => Promise.resolve(new MemoryLeases(holders)),
    crash: (dead: Leases) => {
      if (dead instanceof MemoryLeases) dead.crash();
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  });
});
