/**
 * What a request would rather have, by name: the first of a name counts, and what is not known is passed over by whoever looks a name
 * up (RFC 7240 §2). A value that needs commas is quoted.
 */
export function preferences(header: string | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', quoted, plain = ''] of (header ?? '').matchAll(PREFERENCE))
    if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), quoted ?? plain);
  return found;
}

const PREFERENCE = /(?<=^|,)\s*([!#$%&'*+.^_`|~\w-]+)(?:\s*=\s*(?:"([^"]*)"|([^\s",;]*)))?/g;
