/** Every place of a path, `personId` of `/people/:personId`. */
export type Places<Path extends string> = Path extends `${string}:${infer Place}/${infer Rest}`
  ? Place | Places<Rest>
  : Path extends `${string}:${infer Place}`
    ? Place
    : never;

/** A path of our own pages. */
export type Address = `/${string}`;

type Values<Names extends string> = Readonly<Record<Names, string>>;
type Needed<Path extends string> = [Places<Path>] extends [never]
  ? [values?: Readonly<Record<string, never>>, query?: Values<string>]
  : [values: Values<Places<Path>>, query?: Values<string>];

/**
 * The address of one of our pages. Each value becomes one encoded segment, so nothing that a user or a service wrote can leave
 * the page's own path or name another scheme. A query holds ids and numbers, never words of a record.
 */
export function link<Path extends Address>(path: Path, ...[values = {}, query = {}]: Needed<Path>): Address {
  const given: Readonly<Record<string, string>> = values;
  const filled = path
    .split('/')
    .map((segment) => (segment.startsWith(':') ? encodeURIComponent(requirePlace(given, segment.slice(1))) : segment));
  const search = new URLSearchParams(query).toString();
  return `/${filled.slice(1).join('/')}${search === '' ? '' : `?${search}`}`;
}

function requirePlace(values: Readonly<Record<string, string>>, place: string): string {
  const value = values[place];
  // Two dots would climb out of the page's path: no id is spelt so.
  if (value === undefined || /^\.*$/.test(value)) throw new RangeError(`no value for :${place}`);
  return value;
}
