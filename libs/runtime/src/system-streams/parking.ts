import { type Decider, TENANT } from '@carethread/event-sourcing';

/** The tenant of what concerns none. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Facts that a policy could not act on, however often it tried: listed and replayed by the operator (CLI `park`). */
export type DeadLetters = readonly ParkedFact[];
export type ParkedFact = {
  readonly policy: string;
  readonly position: number;
  readonly factId: string;
  readonly error: string;
  /** Of a damaged record: its stream, and whose it is. */
  readonly stream?: string;
  readonly subject?: string;
};

export type ParkingEvent =
  | {
      readonly type: 'FactParked';
      readonly payload: ParkedFact;
    }
  | { readonly type: 'ParkedFactReleased'; readonly payload: { readonly policy: string; readonly factId: string } };

export type ParkingCommand =
  | ({ readonly type: 'Park' } & ParkedFact)
  | { readonly type: 'Release'; readonly policy: string; readonly factId: string };

export const parking: Decider<DeadLetters, ParkingCommand, ParkingEvent> = {
  category: 'parking',
  keyClass: 'core',
  holder: () => TENANT,
  classification: 'none',
  initial: [],
  evolve: {
    FactParked: (state, { payload }) => [...state, payload],
    ParkedFactReleased: (state, { payload }) => state.filter((one) => !isSame(one, payload)),
  },
  decide: {
    Park: ({ type: _, ...payload }, state) =>
      state.some((one) => isSame(one, payload)) ? [] : [{ type: 'FactParked', payload }],
    Release: ({ policy, factId }, state) =>
      state.some((one) => isSame(one, { policy, factId }))
        ? [{ type: 'ParkedFactReleased', payload: { policy, factId } }]
        : [],
  },
};

type Named = Pick<ParkedFact, 'policy' | 'factId'>;
const isSame = (one: Named, other: Named): boolean => one.policy === other.policy && one.factId === other.factId;

export function parkedFact(
  policy: string,
  position: number,
  factId: string,
  error: string,
  record: Pick<ParkedFact, 'stream' | 'subject'> = {},
): ParkingCommand {
  return { type: 'Park', policy, position, factId, error, ...record };
}
