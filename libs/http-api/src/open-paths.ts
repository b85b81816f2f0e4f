/**
 * Paths outside the table of routes, which are answered without anybody's sign-in: the path holds a token of its own, made for one
 * purpose. Nothing that counts, traces or logs requests names more of such a path than its pattern.
 */
export const OPEN_PATHS = [
  { method: 'GET', path: '/calendar/:token', service: 'assessment' },
  { method: 'GET', path: '/confirm-address/:token', service: 'assessment' },
  { method: 'POST', path: '/confirm-address/:token', service: 'assessment' },
] as const;
