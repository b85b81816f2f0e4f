/**
 * Bank holidays by nation (source: gov.uk/bank-holidays), one-off days included; years that it has not yet published follow the
 * Banking and Financial Dealings Act 1971 and its custom of substitute days. Years outside are refused.
 * Scotland's 15 June 2026 is a one-off: Royal Proclamation of February 2026, for the men's football World Cup.
 */
const ENGLAND_AND_WALES: readonly string[] = [
  '2024-01-01',
  '2024-03-29',
  '2024-04-01',
  '2024-05-06',
  '2024-05-27',
  '2024-08-26',
  '2024-12-25',
  '2024-12-26',
  '2025-01-01',
  '2025-04-18',
  '2025-04-21',
  '2025-05-05',
  '2025-05-26',
  '2025-08-25',
  '2025-12-25',
  '2025-12-26',
  '2026-01-01',
  '2026-04-03',
  '2026-04-06',
  '2026-05-04',
  '2026-05-25',
  '2026-08-31',
  '2026-12-25',
  '2026-12-28',
  '2027-01-01',
  '2027-03-26',
  '2027-03-29',
  '2027-05-03',
  '2027-05-31',
  '2027-08-30',
  '2027-12-27',
  '2027-12-28',
  '2028-01-03',
  '2028-04-14',
  '2028-04-17',
  '2028-05-01',
  '2028-05-29',
  '2028-08-28',
  '2028-12-25',
  '2028-12-26',
];
const SCOTLAND: readonly string[] = [
  '2024-01-01',
  '2024-01-02',
  '2024-03-29',
  '2024-05-06',
  '2024-05-27',
  '2024-08-05',
  '2024-12-02',
  '2024-12-25',
  '2024-12-26',
  '2025-01-01',
  '2025-01-02',
  '2025-04-18',
  '2025-05-05',
  '2025-05-26',
  '2025-08-04',
  '2025-12-01',
  '2025-12-25',
  '2025-12-26',
  '2026-01-01',
  '2026-01-02',
  '2026-04-03',
  '2026-05-04',
  '2026-05-25',
  '2026-06-15',
  '2026-08-03',
  '2026-11-30',
  '2026-12-25',
  '2026-12-28',
  '2027-01-01',
  '2027-01-04',
  '2027-03-26',
  '2027-05-03',
  '2027-05-31',
  '2027-08-02',
  '2027-11-30',
  '2027-12-27',
  '2027-12-28',
  '2028-01-03',
  '2028-01-04',
  '2028-04-14',
  '2028-05-01',
  '2028-05-29',
  '2028-08-07',
  '2028-11-30',
  '2028-12-25',
  '2028-12-26',
];

export const FIRST_YEAR = 2024;
export const LAST_YEAR = 2028;

/** Throws RangeError for a nation whose holidays are not held: another nation's would be a wrong date, not a near one. */
export function bankHolidays(jurisdiction: string): ReadonlySet<string> {
  if (jurisdiction === 'SCO') return scotland;
  if (jurisdiction === 'ENG' || jurisdiction === 'WAL') return englandAndWales;
  throw new RangeError(`no bank holidays are held for ${jurisdiction}`);
}

const englandAndWales = new Set(ENGLAND_AND_WALES);
const scotland = new Set(SCOTLAND);
