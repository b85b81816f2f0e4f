import { MemoryLeases, type Leases } from './leases.js';
import { leasesContract } from './testing/leases.contract.js';

leasesContract('memory', () => {
  const holders: MemoryLeases['holders'] = new Map();
  return Promise.resolve({
    another: () => Promise.resolve(new MemoryLeases(holders)),
    crash: (dead: Leases) => {
      for (const holder of holders.values()) if (holder.owner === dead) holder.owner = undefined;
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  });
});
