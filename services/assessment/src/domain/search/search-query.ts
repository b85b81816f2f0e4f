import { fault, malformed, type FaultRule } from '@carethread/contracts';
import { present } from '@carethread/ledger';
import { nameParts, NO_PARTS, type NameParts } from '@carethread/names';
import { NATIONAL, nationalNumber } from '../person/identifiers.js';
import { postcodeOf } from './postcodes.js';
import { readBirth, type SoughtBirth } from './sought-birth.js';

/** Words as they are sent. They are never stored. */
export interface SearchWords {
  /** Parts of a name, in any order. */
  readonly name?: string;
  /** A date, a year and month, or a year. */
  readonly born?: string;
  /** NHS or CHI. */
  readonly number?: string;
  readonly postcode?: string;
}

export interface SearchQuery {
  readonly name: NameParts;
  readonly born?: SoughtBirth;
  readonly number?: string;
  readonly postcode?: string;
}

/** What is looked for. Throws where something is not what it should be, or where it all says too little to find anybody by. */
export function searchQuery({ name, born, number, postcode }: SearchWords): SearchQuery {
  const query = present<SearchQuery>({
    name: name === undefined ? NO_PARTS : nameParts(name),
    born: born === undefined ? undefined : (readBirth(born) ?? wrong('born', 'format', 'is no date and no year')),
    number: number === undefined ? undefined : (ten(number) ?? wrong('number', 'format', 'is no NHS or CHI number')),
    postcode:
      postcode === undefined ? undefined : (postcodeOf(postcode) ?? wrong('postcode', 'format', 'is no postcode')),
  });
  if (!saysEnough(query)) wrong('name', 'empty', 'give two letters of a name, a date of birth, a number or a postcode');
  return query;
}

function wrong(member: keyof SearchWords, rule: FaultRule, says: string): never {
  return malformed(fault(`/${member}`, rule, says));
}

function ten(number: string): string | undefined {
  return NATIONAL.map((scheme) => nationalNumber(scheme, number)).find((found) => found !== undefined);
}

function saysEnough({ name, born, number, postcode }: SearchQuery): boolean {
  const known = number ?? postcode ?? born?.date;
  return known !== undefined || name.parts.some(({ text }) => [...text].length > 1);
}
