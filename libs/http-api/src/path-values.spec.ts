import { Refusal } from '@carethread/contracts';
import { fillPath, isPathValue, isStreamName } from './path-values.js';

const ID = '7b6f3c1e-2f7a-4d0e-9a55-0c4a1d2e3f40';

describe('a value in a path', () => {
  it.each([
    `..`,
    `../../audit/streams/x`,
    `carePlan-${ID}/..`,
    `carePlan-${ID}?x`,
    `carePlan-${ID}-${ID}`,
    `care-plan-${ID}`,
    `carePlan-`,
    `carePlan-${ID}\u0000`,
    `$all`,
    '',
    'x'.repeat(20_000),
  ])('is no name of a stream: %p', (value) => {
    expect(isStreamName(value)).toBe(false);
    expect(() => fillPath('/risk/streams/:stream/verification', { stream: value })).toThrow(new Refusal('NOT_FOUND'));
  });

  it.each([
    ['id', 'x'],
    ['personId', `${ID}/`],
    ['hash', 'A'.repeat(64)],
    ['n', '-1'],
    ['n', '1e3'],
    ['code', ''],
    ['code', '\ud800'],
    ['code', 'a\u0000'],
    ['code', 'x'.repeat(201)],
  ])('does not stand for %s: %p', (name, value) => {
    expect(isPathValue(name, value)).toBe(false);
  });

  it('is one segment of the template that it fills', () => {
    expect(fillPath('/risk/persons/:personId/timeline', { personId: ID })).toBe(`/risk/persons/${ID}/timeline`);
    expect(fillPath('/cpa/regions/:code', { code: 'north/south east' })).toBe('/cpa/regions/north%2Fsouth%20east');
    expect(fillPath('/risk/streams/:stream/events', { stream: `heard-${ID}` })).toBe(
      `/risk/streams/heard-${ID}/events`,
    );
  });

  it('must be there', () => {
    expect(() => fillPath('/risk/persons/:personId/timeline', {})).toThrow(new Refusal('NOT_FOUND'));
  });
});
