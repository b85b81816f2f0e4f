import { LRUCache } from 'lru-cache';

/**
 * The things used last, so many of them at most. Bounded by size and not by `max`, which would set aside the whole room when
 * the cache is made: a platform makes dozens of them, and most are never full.
 */
export function boundedCache<Key extends string, Value extends object | string>(count: number): LRUCache<Key, Value> {
  return new LRUCache({ maxSize: count, sizeCalculation: () => 1 });
}
