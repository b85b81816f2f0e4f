/** A birth as it is recorded: to the day, or to the year or month where no more is known. */
export interface RecordedBirth {
  readonly dateOfBirth?: string;
  readonly birth?: { readonly year: number; readonly month?: number };
}

/** What a service keeps of a birth: the first day of life, and from when the correction holds that it comes from. */
export interface KnownBirth {
  readonly bornOn?: string;
  readonly bornAsOf?: string;
}

/** The first day on which the person may have been born; undefined where nothing is known. */
export function firstDayOfLife({ dateOfBirth, birth }: RecordedBirth): string | undefined {
  if (dateOfBirth !== undefined || birth === undefined) return dateOfBirth;
  const { year, month = 1 } = birth;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`;
}

/** A birth as it was registered. */
export function bornAsRegistered(birth: RecordedBirth): KnownBirth {
  const bornOn = firstDayOfLife(birth);
  return bornOn === undefined ? {} : { bornOn };
}

/** A birth after a correction: the one effective later holds; of two effective at one instant, the one published later. */
export function bornAsCorrected(
  { bornAsOf }: KnownBirth,
  { data, effectiveFrom }: { readonly data: RecordedBirth; readonly effectiveFrom: string },
): KnownBirth {
  return effectiveFrom < (bornAsOf ?? '') ? {} : { ...bornAsRegistered(data), bornAsOf: effectiveFrom };
}
