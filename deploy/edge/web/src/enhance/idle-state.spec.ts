import { idleState } from './idle-state.js';

const limits = { endsMs: 30 * 60_000, warnsMs: 5 * 60_000 };

describe('a session without activity', () => {
  it.each([
    ['keeps quiet', 24.9, { kind: 'quiet' }],
    ['warns five minutes before', 25, { kind: 'warned', minutes: 5 }],
    ['counts minutes that have begun', 25.1, { kind: 'warned', minutes: 5 }],
    ['says one minute until the end', 29.9, { kind: 'warned', minutes: 1 }],
    ['is over at its end', 30, { kind: 'ended' }],
    ['is over after a sleep of the device', 600, { kind: 'ended' }],
  ])('%s', (_, minutes, state) => expect(idleState(minutes * 60_000, limits)).toEqual(state));
});
