import { idArgument, instantArgument, streamArgument } from './arguments.js';

const ID = '0b4f2c7e-6a77-4b4e-9a1d-2f6a0f1c9d10';

describe('an instant on the command line', () => {
  it.each([
    ['2026-03-02T09:00:00Z', '2026-03-02T09:00:00.000Z'],
    ['2026-03-02t09:00:00.5z', '2026-03-02T09:00:00.500Z'],
    ['2026-07-02T09:00:00+01:00', '2026-07-02T08:00:00.000Z'],
    ['2026-03-02T09:00Z', '2026-03-02T09:00:00.000Z'],
    ['2026-03-02', '2026-03-02T00:00:00.000Z'],
    ['2026-07-02', '2026-07-01T23:00:00.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(instantArgument(text)).toBe(instant);
  });

  it.each([
    '',
    '2026',
    '2026-3-2',
    '3/2/2026',
    'yesterday',
    '1772442000000',
    '2026-02-30',
    '2026-02-30T09:00:00Z',
    '2027-02-29',
    '2026-03-02T09:00',
    '2026-03-02T09:00:00',
    '2026-03-02 09:00:00Z',
    '2026-03-02T24:00:00Z',
    '2026-03-02T09:60:00Z',
    '2026-12-31T23:59:60Z',
    '2026-03-02T09:00:00+24:00',
    ' 2026-03-02',
    '+002026-03-02T09:00:00Z',
  ])('%j is none', (text) => {
    expect(() => instantArgument(text)).toThrow('It must be an instant');
  });
});

describe('an id on the command line', () => {
  it('is a UUID, however it is written', () => {
    expect(idArgument(ID.toUpperCase())).toBe(ID);
  });

  it.each(['', 'P1', `${ID}0`, `{${ID}}`, ID.replaceAll('-', '')])('%j is none', (text) => {
    expect(() => idArgument(text)).toThrow('It must be a UUID');
  });

  it('names a stream together with its category', () => {
    expect(streamArgument(`carePlan-${ID}`)).toBe(`carePlan-${ID}`);
    for (const text of ['', ID, 'carePlan', 'carePlan-', `carePlan-${ID}-x`, `Care Plan-${ID}`])
      expect(() => streamArgument(text)).toThrow('It must be the name of a stream');
  });
});
