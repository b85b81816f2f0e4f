/** Every place of a path, `:personId` of `/people/:personId`. */
type Places<Path extends string> = Path extends `${string}:${infer Place}/${infer Rest}`
  ? Place | Places<Rest>
  : Path extends `${string}:${infer Place}`
    ? Place
    : never;

/**
 * The address of one of our pages. Each value becomes one encoded segment, so nothing that a user or a service wrote can leave
 * the page's own path or name another scheme.
 */
export function link<Path extends `/${string}`>(
  path: Path,
  values: Readonly<Record<Places<Path>, string>>,
): `/${string}` {
  const given: Readonly<Record<string, string>> = values;
  const segments = path
    .slice(1)
    .split('/')
    .map((segment) => (segment.startsWith(':') ? encodeURIComponent(requirePlace(given, segment.slice(1))) : segment));
  return `/${segments.join('/')}`;
}

function requirePlace(values: Readonly<Record<string, string>>, place: string): string {
  const value = values[place];
  // Two dots would climb out of the page's path: no id is spelt so.
  if (value === undefined || /^\.*$/.test(value)) throw new RangeError(`no value for :${place}`);
  return value;
}
