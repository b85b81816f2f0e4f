// The arithmetic of a sample: which mutants it draws, and how far its share may lie from that of all of them.

/** Numbers in [0, 1) that one seed always gives in the same order (mulberry32). */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * So many of them, each as likely as any other; all, when there are no more.
 * @template One
 * @param {readonly One[]} all in an order that does not change between runs
 * @returns {One[]}
 */
export function drawn(all, count, seed) {
  const random = randomFrom(seed);
  const pool = [...all];
  const size = Math.min(count, pool.length);
  for (let index = 0; index < size; index += 1) {
    const other = index + Math.floor(random() * (pool.length - index));
    [pool[index], pool[other]] = [pool[other], pool[index]];
  }
  return pool.slice(0, size);
}

/** Wilson's 95 % interval of a share, for `hits` of `count`. */
export function wilson(hits, count) {
  const z = 1.959964;
  const share = hits / count;
  const middle = share + z ** 2 / (2 * count);
  const half = z * Math.sqrt((share * (1 - share)) / count + z ** 2 / (4 * count ** 2));
  const whole = 1 + z ** 2 / count;
  return { low: (middle - half) / whole, high: (middle + half) / whole };
}
