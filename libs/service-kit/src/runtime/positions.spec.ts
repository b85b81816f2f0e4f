import { MemoryLog } from '@carethread/event-sourcing';
import { SettableClock } from '@carethread/event-sourcing/testing';
import { Positions } from './positions.js';

const NOTHING_KNOWN = { facts: {}, relations: {} as never, published: {}, heard: {} };

/** What a service knows of anyone, as a test sets it. */
function positions(): { readonly about: Positions; known: (published: Readonly<Record<string, number>>) => void } {
  let published: Readonly<Record<string, number>> = {};
  const about = new Positions({
    definition: { name: 'risk', publish: { Seen: () => ({ type: 'risk.seen.v1', clear: {} }) } },
    hears: new Set(),
    log: new MemoryLog({ service: 'risk', clock: new SettableClock('2026-03-02T09:00:00.000Z') }),
    known: () => Promise.resolve({ ...NOTHING_KNOWN, published }),
    fresh: () => Promise.resolve(),
    done: () => Promise.resolve(),
  });
  return { about, known: (next) => (published = next) };
}

const told = (token: string): unknown => JSON.parse(Buffer.from(token, 'base64url').toString());
const seen = { type: 'Seen', payload: {}, meta: { personId: 'p' } } as never;

describe('a position token', () => {
  it('says the last publication of each type, and says it anew once there is a later one, from either source', async () => {
    const { about, known } = positions();
    expect(told(await about.token('p'))).toEqual(['risk', 'p', {}]);
    await about.seen('p', [seen], 4);
    expect(told(await about.token('p'))).toEqual(['risk', 'p', { 'seen.v1': [4] }]);
    known({ 'risk.seen.v1': 6, 'risk.other.v1': 2 });
    expect(told(await about.token('p'))).toEqual(['risk', 'p', { 'seen.v1': [6], 'other.v1': [2] }]);
    known({ 'risk.seen.v1': 7, 'risk.other.v1': 2 });
    expect(told(await about.token('p'))).toEqual(['risk', 'p', { 'seen.v1': [7], 'other.v1': [2] }]);
    await about.seen('p', [seen], 9);
    const token = await about.token('p');
    expect(told(token)).toEqual(['risk', 'p', { 'seen.v1': [9], 'other.v1': [2] }]);
    expect(await about.token('p')).toBe(token);
    expect(told(await about.token('q'))).toEqual(['risk', 'q', { 'seen.v1': [7], 'other.v1': [2] }]);
  });
});
