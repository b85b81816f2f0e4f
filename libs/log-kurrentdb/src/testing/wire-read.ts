import type { ServerWritableStream } from '@grpc/grpc-js';
import type { DoubleStore, Recorded } from './double-store.js';
import { answerWith, eventAnswer, identifierOf, nameOf, streams, type ReadReq, type ReadResp } from './wire.js';

type Options = NonNullable<ReturnType<ReadReq['getOptions']>>;
type Call = ServerWritableStream<ReadReq, ReadResp>;

/** The answers to one read or subscription, in order; a subscription's never end by themselves. */
export async function* readAnswers(store: DoubleStore, call: Call): AsyncGenerator<ReadResp, void, undefined> {
  const options = call.request.getOptions();
  if (options === undefined) return;
  const kept = keeps(options);
  if (options.hasSubscription()) {
    yield* subscription(store, call, options, kept);
    return;
  }
  const backwards = options.getReadDirection() === 1;
  const stream = options.getStream();
  const name = nameOf(stream?.getStreamIdentifier());
  const events = stream === undefined ? store.all : store.visible(name);
  if (events === undefined) {
    const missing = new streams.ReadResp.StreamNotFound();
    missing.setStreamIdentifier(identifierOf(name));
    yield answerWith((response) => response.setStreamNotFound(missing));
    return;
  }
  let left = Number(options.getCount());
  const start = startOf(options, backwards);
  const placeOf = (event: Recorded): number => (stream === undefined ? event.position : event.revision);
  const step = backwards ? -1 : 1;
  let index = backwards ? firstAfter(events, placeOf, start) - 1 : firstAfter(events, placeOf, start - 1);
  for (; left > 0; index += step) {
    const event = events[index];
    if (event === undefined) return;
    if (!kept(event)) continue;
    left -= 1;
    yield eventAnswer(event);
  }
}

/** Where a read begins, that place included: a revision, or a position of `$all`. */
function startOf(options: Options, backwards: boolean): number {
  const stream = options.getStream();
  const all = options.getAll();
  if (stream?.hasRevision() === true) return Number(stream.getRevision());
  if (all?.hasPosition() === true) return Number(all.getPosition()?.getCommitPosition());
  if (stream?.hasEnd() === true || all?.hasEnd() === true) return Infinity;
  return backwards && (stream?.hasStart() ?? all?.hasStart()) === true ? 0 : -1;
}

/** A subscription begins after the place it names, tells when it has caught up, and follows. */
async function* subscription(
  store: DoubleStore,
  call: Call,
  options: Options,
  kept: (event: Recorded) => boolean,
): AsyncGenerator<ReadResp, void, undefined> {
  const stream = options.getStream();
  const name = nameOf(stream?.getStreamIdentifier());
  const confirmation = new streams.ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId(`${name}@${store.all.length}`);
  yield answerWith((response) => response.setConfirmation(confirmation));
  const source = (): readonly Recorded[] => (stream === undefined ? store.all : (store.visible(name) ?? []));
  const placeOf = (event: Recorded): number => (stream === undefined ? event.position : event.revision);
  const start = startOf(options, false);
  let after = start === Infinity ? (source().map(placeOf).at(-1) ?? -1) : start;
  let wake = (): void => undefined;
  const unwatch = store.watch(() => wake());
  call.once('cancelled', () => wake());
  const window = options.getFilter()?.getMax() ?? 32;
  const every = Math.max(1, window * (options.getFilter()?.getCheckpointintervalmultiplier() ?? 1));
  let caughtUp = false;
  let passed = 0;
  const more = (): number | undefined => {
    const index = firstAfter(source(), placeOf, after);
    return index < source().length ? index : undefined;
  };
  try {
    while (!call.cancelled) {
      const moved = new Promise<void>((resolve) => (wake = resolve));
      const events = source();
      for (let index = more() ?? events.length; index < events.length && !call.cancelled; index += 1) {
        const event = events[index];
        if (event === undefined) break;
        after = placeOf(event);
        if (kept(event)) yield eventAnswer(event);
        passed += 1;
        if (options.hasFilter() && passed % every === 0) {
          const checkpoint = new streams.ReadResp.Checkpoint();
          checkpoint.setCommitPosition(String(event.position));
          checkpoint.setPreparePosition(String(event.position));
          yield answerWith((response) => response.setCheckpoint(checkpoint));
        }
      }
      if (more() !== undefined) continue;
      if (!caughtUp) yield answerWith((response) => response.setCaughtUp(new streams.ReadResp.CaughtUp()));
      caughtUp = true;
      if (more() === undefined && !call.cancelled) await moved;
    }
  } finally {
    unwatch();
  }
}

/** The index of the first event whose place is after one: events are in the order of their places, so it is found by halving. */
function firstAfter(events: readonly Recorded[], placeOf: (event: Recorded) => number, after: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const event = events[middle];
    if (event !== undefined && placeOf(event) <= after) low = middle + 1;
    else high = middle;
  }
  return low;
}

function keeps(options: Options): (event: Recorded) => boolean {
  const filter = options.getFilter();
  if (filter === undefined) return () => true;
  const byType = filter.getEventType();
  const expression = byType ?? filter.getStreamIdentifier();
  const prefixes = expression?.getPrefixList() ?? [];
  const regex = expression?.getRegex() ?? '';
  const pattern = regex === '' ? undefined : new RegExp(regex);
  return (event) => {
    const text = byType === undefined ? event.stream : event.type;
    return prefixes.some((prefix) => text.startsWith(prefix)) || pattern?.test(text) === true;
  };
}
