import {
  evolveWith,
  keptAs,
  type Decider,
  type EventShape,
  type OpenedBy,
  type Recorded,
} from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { ViewEvent } from '../definition.js';
import { etagOf } from '../write-side/stream-folding.js';

/** A stream as a list keeps it: what its own decider has folded, and what a single read says besides. */
export interface KeptStream<State> {
  readonly id: string;
  readonly personId: string | null;
  readonly revision: number;
  readonly etag: string;
  readonly opened: OpenedBy;
  /** Who opened it, by pseudonym. */
  readonly openedBy: string;
  readonly state: State;
}

/** A person's streams of one kind, by id. */
export type KeptStreams<State> = Readonly<Record<string, KeptStream<State>>>;

// A method, so that it stands for the fold of every event of the decider's.
type KeptFold<State> = { fold(streams: KeptStreams<State>, event: ViewEvent): KeptStreams<State> }['fold'];

/**
 * The folds of a list that keeps a person's streams of one kind (`streamListOf`), whole unless `kept` says what of a state the list needs; a
 * stream for which it gives nothing is left out, for good.
 */
export function keptStreams<State, Event extends EventShape>(
  decider: Pick<Decider<State, never, Event>, 'category' | 'initial' | 'evolve' | 'edits'>,
  kept: (state: State) => State | undefined = (state) => state,
): Readonly<Record<string, KeptFold<State>>> {
  const edits: readonly string[] | undefined = decider.edits;
  const fold: KeptFold<State> = (streams, { type, data, meta }) => {
    const id = meta.stream.slice(decider.category.length + 1);
    const { [id]: known, ...others } = streams;
    if (known === undefined && meta.revision !== 1) return streams;
    const edited = known === undefined || edits === undefined || edits.includes(type);
    // What a stream of this category holds is what its decider has decided.
    const event = keptAs<Recorded<Event>>({ type, payload: data, meta });
    const state = kept(evolveWith(decider, known?.state ?? decider.initial, event));
    if (state === undefined) return others;
    return {
      ...streams,
      [id]: {
        id,
        personId: meta.personId,
        revision: meta.revision,
        etag: edited ? etagOf({ meta }) : known.etag,
        opened:
          known?.opened ?? present<OpenedBy>({ id, role: meta.actor.role, organisation: meta.actor.organisation }),
        openedBy: known?.openedBy ?? meta.actor.user,
        state,
      },
    };
  };
  return Object.fromEntries(Object.keys(decider.evolve).map((type) => [type, fold]));
}
