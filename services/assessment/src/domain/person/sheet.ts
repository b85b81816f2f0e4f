import { localDate, startOfDay } from '@carethread/calendar';
import { faultInName, firstDayOfLife, isText } from '@carethread/contracts';
import { present, type Instant } from '@carethread/ledger';
import { birthFrom, writtenBirth, type Birth } from './birth.js';
import { normalIdentifier, type Identifier } from './identifiers.js';
import type { Name } from './names.js';

export type PersonDetails = {
  readonly name: Name;
  readonly dateOfBirth?: string;
  readonly birth?: Birth;
  readonly firstLanguage: string;
  readonly groups: readonly string[];
  readonly identifiers?: readonly Identifier[];
  readonly address?: string;
  readonly gpPractice?: string;
  readonly fundingRoute?: string;
  readonly homeRegionCode?: string;
};

/** What may be set right on the basic information sheet (part a of the file). */
export const CORRECTABLE = [
  'address',
  'gpPractice',
  'dateOfBirth',
  'birth',
  'firstLanguage',
  'name.given',
  'name.family',
  'name.preferred',
  'homeRegionCode',
  'identifiers.NHS',
  'identifiers.CHI',
  'identifiers.local',
] as const;

export type CorrectableField = (typeof CORRECTABLE)[number];

/** What cannot begin on a later day: a number is this person's or it is not, and so is a birth. */
export const HOLDS_AT_ONCE: readonly string[] = CORRECTABLE.filter(
  (field) => field.startsWith('identifiers.') || field === 'dateOfBirth' || field === 'birth',
);

/** One fact set right. `to` is empty where the fact is taken away. */
export type Correction = {
  readonly field: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly effectiveFrom: string;
  readonly holdsFrom: Instant;
  /** The fact was recorded here in error: whose record it went to. */
  readonly movedTo?: string;
  /** The fact came from another's record: whose. */
  readonly movedFrom?: string;
};

/** From when a correction holds: its day's local midnight; of the very day on which it was recorded, from then. */
export function holdsFrom(effectiveFrom: string, recordedOn: string, recordedAt: Instant): Instant {
  return effectiveFrom === recordedOn ? recordedAt : startOfDay(effectiveFrom);
}

interface Sheet {
  readonly details?: PersonDetails | undefined;
  readonly corrections: readonly Correction[];
}

/**
 * The sheet as it holds at an instant. Of two corrections of one field the one effective from a later day holds; of the same day the
 * one recorded later.
 */
export function sheetAt({ details, corrections }: Sheet, at: Instant): PersonDetails | undefined {
  if (details === undefined) return undefined;
  return corrections
    .filter((one) => one.holdsFrom <= at)
    .map((one) => ({ ...one, day: localDate(one.holdsFrom) }))
    .sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1))
    .reduce(corrected, details);
}

/** What is known and holds only from later on. */
export function upcomingAt({ corrections }: Sheet, at: Instant): readonly Correction[] {
  return corrections.filter((one) => one.holdsFrom > at);
}

function corrected(details: PersonDetails, { field, from, to }: Correction): PersonDetails {
  const [section = '', member = ''] = field.split('.');
  const said = to === '' ? undefined : to;
  switch (section) {
    case 'name':
      return { ...details, name: present<Name>({ ...details.name, [member]: said }) };
    case 'identifiers':
      return { ...details, identifiers: replaced(details.identifiers ?? [], member, from, to) };
    case 'dateOfBirth': {
      const { birth: _, ...others } = details;
      return { ...others, dateOfBirth: to };
    }
    case 'birth': {
      const { dateOfBirth: _, ...others } = details;
      return present<PersonDetails>({ ...others, birth: birthFrom(to) });
    }
    default:
      return present<PersonDetails>({ ...details, [section]: said });
  }
}

function replaced(identifiers: readonly Identifier[], scheme: string, from: string, to: string): readonly Identifier[] {
  const kept = identifiers.filter((one) => one.scheme !== scheme || (scheme === 'local' && one.value !== from));
  return to === '' ? kept : [...kept, { scheme, value: to }];
}

/** What a field holds, as a correction writes it; several local identifiers have no one value. */
export function presentIn(details: PersonDetails | undefined, field: string): string {
  if (details === undefined) return '';
  const [section = '', member = ''] = field.split('.');
  switch (section) {
    case 'name':
      return Object.entries(details.name).find(([part]) => part === member)?.[1] ?? '';
    case 'identifiers': {
      const found = (details.identifiers ?? []).filter(({ scheme }) => scheme === member);
      return found.length === 1 ? (found[0]?.value ?? '') : '';
    }
    case 'birth':
      return details.birth === undefined ? (firstDayOfLife(details) ?? '') : writtenBirth(details.birth);
    case 'dateOfBirth':
      return details.dateOfBirth ?? (details.birth === undefined ? '' : writtenBirth(details.birth));
    case 'address':
    case 'gpPractice':
    case 'firstLanguage':
    case 'homeRegionCode':
      return details[section] ?? '';
    default:
      return '';
  }
}

/** How a correction's new value is stored, by the rules of registration; else what is wrong with it. */
export function normalValue(field: string, to: string): { readonly value: string } | { readonly fault: string } {
  const [section = '', member = ''] = field.split('.');
  switch (section) {
    case 'identifiers': {
      const normal = isText(to, 200) ? normalIdentifier({ scheme: member, value: to }) : undefined;
      return normal === undefined ? { fault: `is no ${member} number` } : { value: normal.value };
    }
    case 'birth':
      return birthFrom(to) === undefined ? { fault: 'must be a year, or a year and month YYYY-MM' } : { value: to };
    case 'firstLanguage':
      return isLanguage(to) ? { value: to } : { fault: 'must be a language tag (BCP 47)' };
    case 'address':
      return isText(to, 1000) ? { value: to } : { fault: 'must be text of 1 to 1000 characters' };
    default: {
      const fault = faultInName(to) ?? (isText(to, 200) ? undefined : 'must be text of 1 to 200 characters');
      return fault === undefined ? { value: to } : { fault };
    }
  }
}

export function isLanguage(tag: string): boolean {
  if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(tag)) return false;
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
