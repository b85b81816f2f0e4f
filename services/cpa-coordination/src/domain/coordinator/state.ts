import type { EvolveTable } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { CoordinatorEvent } from './events.js';

export type CoordinatorState = {
  /** Ended for the whole tenant. */
  readonly deactivatedAt: Instant | undefined;
  /** Ended for the cases of one organisation, by organisation. */
  readonly endedWith?: Readonly<Record<string, Instant>>;
};

export const evolve: EvolveTable<CoordinatorState, CoordinatorEvent> = {
  CoordinatorDeactivated: (state, { payload: { at, organisationId } }) =>
    organisationId === undefined
      ? { ...state, deactivatedAt: at }
      : { ...state, endedWith: { ...state.endedWith, [organisationId]: at } },
};

/** Whether somebody may no longer co-ordinate cases of an organisation. */
export function hasEnded({ deactivatedAt, endedWith }: CoordinatorState, organisationId: string | undefined): boolean {
  return deactivatedAt !== undefined || (organisationId !== undefined && endedWith?.[organisationId] !== undefined);
}
