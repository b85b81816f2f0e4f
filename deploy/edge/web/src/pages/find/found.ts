import { listMember, member, present, textMember, textMembers } from '@carethread/ledger';
import type { Fields } from '../../session/session.js';

/** Somebody whom a search found. */
export interface Found {
  readonly id: string;
  readonly name: { readonly given?: string; readonly family?: string; readonly preferred?: string };
  readonly reasons: readonly string[];
}

/** What a search left in the session: neither what was asked nor who was found stands in an address. */
export interface Search {
  readonly asked: Fields;
  readonly items: readonly Found[];
  readonly more: boolean;
}

export function searchNoted(noted: object | undefined): Search | undefined {
  if (noted === undefined) return undefined;
  return {
    asked: textMembers(member(noted, 'asked')),
    more: member(noted, 'more') === true,
    items: listMember(noted, 'items').map((item) => {
      const name = member(item, 'name');
      return {
        id: textMember(item, 'id') ?? '',
        name: present<Found['name']>({
          given: textMember(name, 'given'),
          family: textMember(name, 'family'),
          preferred: textMember(name, 'preferred'),
        }),
        reasons: listMember(item, 'reasons').filter((reason) => typeof reason === 'string'),
      };
    }),
  };
}
