import { LRUCache } from 'lru-cache';

/** Keeps the entries used last. */
export interface BoundedCache<Key extends string, Value> {
  get(key: Key): Value | undefined;
  /** Without counting as a use. */
  peek(key: Key): Value | undefined;
  has(key: Key): boolean;
  set(key: Key, value: Value): unknown;
  delete(key: Key): boolean;
  clear(): void;
}

/** Bounded by the count of its entries, by `maxSize`: `max` preallocates, and of a platform's dozens of caches most are never full. */
export function boundedCache<Key extends string, Value extends object | string>(
  count: number,
): BoundedCache<Key, Value> {
  return new LRUCache<Key, Value>({ maxSize: count, sizeCalculation: () => 1 });
}
