import type { Mode } from './edge.js';
import { DEMO_USERS } from './demo-users.js';

const TENANT = '7b6f3c1e-2f7a-4d0e-9a55-0c4a1d2e3f40';
const USER = 'c2b2f1d0-51a4-4c3e-8a1b-6d3c9f0e7a21';

const call = (method: string, url: string, body: object): string =>
  `curl -s -X ${method} ${url} -H 'content-type: application/json' -d '${JSON.stringify(body)}'`;

/** How to get a token, for the lines that a start prints: calls that work as they stand, in this mode. */
export function tokenLines(mode: Mode, url: string): readonly string[] {
  switch (mode) {
    case 'production':
      return ['  tokens: from the configured issuer'];
    case 'demo':
      return [
        `  users:  curl -s ${url}/demo/users`,
        `  token:  ${call('POST', `${url}/test/tokens`, { userId: DEMO_USERS[0]?.userId ?? '' })}`,
      ];
    case 'test':
      return [
        `  token:  ${call('POST', `${url}/test/tokens`, { userId: USER, tenantId: TENANT, roles: ['PA'] })}`,
        `  clock:  ${call('PUT', `${url}/test/clock`, { now: '2026-03-02T09:00:00.000Z' })}  (stands still, set by this alone)`,
      ];
  }
}
