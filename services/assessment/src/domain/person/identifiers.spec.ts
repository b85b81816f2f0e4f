import { claimsOf, nationalNumber, normalIdentifier } from './identifiers.js';

describe('NHS and CHI numbers', () => {
  it.each([
    '9434765919',
    '943 476 5919',
    '943-476-5919',
    '943\u00A0476\u00A05919',
    '943\u2009476\u202F5919',
    '943\u2011476\u20115919',
    '943\u2212476\u22125919',
    '943.476.5919',
    '943·476·5919',
    '\uFEFF943\u200B476\u20605919',
    ' 9434765919\t',
    '９４３４７６５９１９',
    '٩٤٣٤٧٦٥٩١٩',
    '۹۴۳۴۷۶۵۹۱۹',
    '९४३४७६५९१९',
    '𝟗𝟒𝟑𝟒𝟕𝟔𝟓𝟗𝟏𝟗',
  ])('are the same number however they are spelt: %s', (value) => {
    expect(nationalNumber('NHS', value)).toBe('9434765919');
    expect(normalIdentifier({ scheme: 'NHS', value })).toEqual({ scheme: 'NHS', value: '9434765919' });
  });

  it.each([
    '9434765918',
    'unknown',
    '',
    '943476591',
    '94347659199',
    '943476591O',
    '0000000000',
    '1111111111',
    '4010232130',
  ])('are tested by their check digit: %s is none', (value) => {
    expect(nationalNumber('NHS', value)).toBeUndefined();
    expect(nationalNumber('CHI', value)).toBeUndefined();
  });

  it('have no number where the check digit would be ten', () => {
    for (let digit = 0; digit < 10; digit++) expect(nationalNumber('NHS', `999000000${digit}`)).toBeUndefined();
  });

  it('a CHI number begins with a day of birth', () => {
    expect(nationalNumber('CHI', '0101010001')).toBe('0101010001');
    expect(nationalNumber('CHI', '2902000006')).toBe('2902000006');
    expect(nationalNumber('CHI', '9434765919')).toBeUndefined();
    expect(nationalNumber('CHI', '3102000002')).toBeUndefined();
  });

  it('are claimed once in the tenant, under whichever scheme they were sent', () => {
    expect(claimsOf({ scheme: 'NHS', value: '943 476 5919' })).toEqual([
      { scheme: 'NHS', value: '9434765919', named: 'NHS' },
      { scheme: 'CHI', value: '9434765919', named: 'NHS' },
    ]);
    expect(claimsOf({ scheme: 'NHS', value: '94 12' })).toEqual([{ scheme: 'NHS', value: '9412' }]);
    expect(claimsOf({ scheme: 'local', value: 'L1' })).toEqual([]);
  });
});
