import type { Decider, EventShape } from '@carethread/event-sourcing';
import type { ListEntry } from '@carethread/lists';
import { keptStreams, type KeptStream, type KeptStreams } from './kept-streams.js';
import { personListOf, type PersonDocument, type PersonList } from './person-list.js';

/** A list whose lines are a person's streams of one kind. */
export interface StreamList<State, Event extends EventShape, Body extends object, Filter extends string> extends Pick<
  PersonList<KeptStreams<State>, never, Body, Filter>,
  'name' | 'version' | 'filters' | 'changing'
> {
  readonly of: Pick<Decider<State, never, Event>, 'category' | 'initial' | 'evolve' | 'edits'>;
  /** What of a state the list needs: all, where it is left out; a stream for which it gives nothing is left out, for good. */
  readonly kept?: (state: State) => State | undefined;
  /** The lines that a stream stands for: pure, of the stream and of who stands in what relation to the person. */
  entries(
    stream: KeptStream<State>,
    person: PersonDocument<KeptStreams<State>>,
  ): ListEntry<Body, Filter> | readonly ListEntry<Body, Filter>[];
}

/** The view of a list of streams: `streamListOf({ name: 'episodeList', of: episode, … })`. */
export function streamListOf<State, Event extends EventShape, Body extends object, const Filter extends string>({
  of,
  kept,
  entries,
  ...list
}: StreamList<State, Event, Body, Filter>) {
  return personListOf<KeptStreams<State>>()<Body, Filter>({
    ...list,
    initial: {},
    on: keptStreams(of, kept),
    entries: (person) => Object.values(person.state).flatMap((stream) => entries(stream, person)),
  });
}
