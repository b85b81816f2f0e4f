/**
 * Whether what a client says that it has (`If-None-Match`) is what an `ETag` stands for: one of several, or anything at all (`*`). A
 * proxy that compresses an answer makes its tag a weak one, which stands for the same here (RFC 9110 §13.1.2).
 */
export function holdsTag(known: string | undefined, etag: string): boolean {
  const tags = (known ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}
