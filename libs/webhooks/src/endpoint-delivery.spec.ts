import { ALARMS, EndpointDelivery, type StoredDelivery } from './endpoint-delivery.js';
import { stateFrom } from './delivery-state.js';
import type { Place } from './lanes.js';

const RULES = { random: () => 0.5, scale: 1 };
const place = (seq: number, lane = `lane-${seq}`, urgent = false): Place => ({ seq, lane, urgent });
const given = (places: readonly Place[], stored: StoredDelivery = stateFrom(1)): EndpointDelivery => {
  const delivery = new EndpointDelivery(stored, RULES);
  delivery.load(places);
  return delivery;
};
const many = (from: number, to: number): readonly Place[] =>
  Array.from({ length: to - from + 1 }, (_, at) => place(from + at));
/** Takes the next one and lets it fail or succeed. */
const attempt = (delivery: EndpointDelivery, now: number, outcome: 'accepted' | number): number | undefined => {
  const taken = delivery.take(now);
  if (taken === undefined) return undefined;
  if (outcome === 'accepted') delivery.accepted(taken.place);
  else delivery.failed(taken.place, taken.attempt, { status: outcome }, now);
  return taken.place.seq;
};

describe('the delivery to one endpoint (PLAT-13)', () => {
  it('reads on from where it was, and passes over what was sent', () => {
    const delivery = given([], { next: 3, sent: [[4, 5]] });
    expect(delivery.wants()).toEqual({ after: 2, limit: 1_000 });
    delivery.load([place(3), place(4), place(5), place(6)]);
    expect(delivery.waiting).toBe(2);
    expect(delivery.wants()).toEqual({ after: 6, limit: 998 });
    delivery.load([place(6)]);
    expect(delivery.waiting).toBe(2);
  });

  it('a failing notice keeps the checkpoint, while others go on', () => {
    const delivery = given(many(1, 3));
    const first = delivery.take(0);
    expect(attempt(delivery, 20, 'accepted')).toBe(2);
    expect(attempt(delivery, 40, 'accepted')).toBe(3);
    if (first !== undefined) delivery.failed(first.place, first.attempt, { status: 500 }, 50);
    expect(delivery.stored()).toMatchObject({ next: 1, sent: [[2, 3]], failing: [[1, 1, 5_050]] });
    expect(delivery.dueAt()).toBe(5_050);
    expect(attempt(delivery, 5_050, 'accepted')).toBe(1);
    expect(delivery.stored()).toEqual({ next: 4, sent: [], failing: [] });
  });

  it('goes on after a restart with the attempts it had made, and sends nothing twice that was accepted', () => {
    const before = given(many(1, 3));
    attempt(before, 0, 500);
    attempt(before, 20, 'accepted');
    const delivery = given(many(1, 3), before.stored());
    expect(attempt(delivery, 4_999, 'accepted')).toBe(3);
    expect(delivery.take(4_999)).toBeUndefined();
    expect(delivery.take(5_020)).toEqual({ place: place(1), attempt: 2 });
  });

  it('opens its circuit after five failures and probes with the oldest; a success lets everything go on, with one lane', () => {
    const delivery = given(many(1, 9));
    for (let at = 0; at < 5; at += 1) attempt(delivery, 20 * at, 500);
    expect(delivery.isOpen).toBe(true);
    expect(delivery.take(4_000)).toBeUndefined();
    expect(attempt(delivery, 5_000, 'accepted')).toBe(1);
    expect(delivery.isOpen).toBe(false);
    expect(delivery.take(5_020)?.place.seq).toBe(2);
    expect(delivery.take(5_040)).toBeUndefined();
  });

  it('waits as long as the receiver asks, with every lane', () => {
    const delivery = given(many(1, 3));
    const first = delivery.take(0);
    if (first !== undefined) delivery.failed(first.place, first.attempt, { status: 429, retryAfter: 60_000 }, 10);
    expect(delivery.take(60_009)).toBeUndefined();
    expect(delivery.dueAt()).toBe(60_010);
    expect(delivery.take(60_010)?.place.seq).toBe(1);
  });

  it('catches up at fifty a second, urgent lanes first', () => {
    const delivery = given([...many(1, 200), place(201, 'urgent', true)]);
    const sent: number[] = [];
    for (let now = 0; now < 1_000; now += 1) {
      const seq = attempt(delivery, now, 'accepted');
      if (seq !== undefined) sent.push(seq);
    }
    expect(sent[0]).toBe(201);
    expect(sent).toHaveLength(50);
    const fresh = given([]);
    fresh.load(many(1, 8));
    expect(many(1, 8).map(() => fresh.take(0)?.place.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('says once that it has been failing for an hour, for a day, and for five days', () => {
    const delivery = given(many(1, 2));
    attempt(delivery, 1_000, 500);
    expect(delivery.alarms(1_000 + ALARMS.failing1h - 1)).toEqual([]);
    expect(delivery.alarms(1_000 + ALARMS.failing1h)).toEqual(['failing1h']);
    expect(delivery.alarms(1_000 + ALARMS.failing1h)).toEqual([]);
    const restarted = given([], delivery.stored());
    expect(restarted.alarms(1_000 + ALARMS.failing5d)).toEqual(['failing24h', 'failing5d']);
    expect(attempt(delivery, 6_000, 'accepted')).toBe(1);
    expect(delivery.failingSince).toBeUndefined();
    expect(delivery.alarms(1_000 + ALARMS.failing5d)).toEqual([]);
  });

  it('is due for an alarm while its next attempt is further away', () => {
    const delivery = given([place(1)]);
    for (let now = 0; ; now = delivery.dueAt() ?? 0) {
      if (attempt(delivery, now, 500) === undefined) {
        expect(delivery.alarms(now)).toEqual(['failing1h']);
        expect(now).toBe(ALARMS.failing1h);
        break;
      }
    }
  });

  it('says that a place was sent before its lane goes on', () => {
    const delivery = given([place(1, 'a'), place(2, 'a')]);
    const taken = delivery.take(0);
    if (taken !== undefined) delivery.sent(taken.place);
    expect(delivery.stored().next).toBe(2);
    expect(delivery.take(20)).toBeUndefined();
    if (taken !== undefined) delivery.accepted(taken.place);
    expect(delivery.take(20)?.place.seq).toBe(2);
  });

  it('takes back what it could not attempt', () => {
    const delivery = given([place(1)]);
    const taken = delivery.take(0);
    if (taken !== undefined) delivery.putBack(taken.place);
    expect(delivery.busy).toBe(0);
    expect(delivery.take(20)).toEqual({ place: place(1), attempt: 1 });
  });
});
