/** A removed endpoint is answered like one that never was. */
export function isThere(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'state' in state && state.state !== 'removed';
}

const SCOPE = { name: 'endpoints.manage' } as const;

/** Who reads endpoints. */
export const READ = { capability: 'readEndpoints', scope: SCOPE } as const;
/** Who registers them, and removes them. */
export const MANAGED = { capability: 'manageEndpoints', scope: SCOPE } as const;
/** What every other command on one has in common. */
export const MANAGED_ONE = { ...MANAGED, ifMatch: 'none', sees: isThere } as const;
