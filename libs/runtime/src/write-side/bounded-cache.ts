import { LRUCache } from 'lru-cache';

/**
 * A cache of the entries used last, bounded by their count. It sets `maxSize`, because `max` preallocates: a platform makes dozens
 * of caches, and most are never full.
 */
export function boundedCache<Key extends string, Value extends object | string>(count: number): LRUCache<Key, Value> {
  return new LRUCache({ maxSize: count, sizeCalculation: () => 1 });
}
