import { Code, Id, Label, PARTY_KINDS } from '@carethread/contracts';

/** Somebody who is named in a review: by id, by name or by their part. */
export class PartyBody {
  @Code(PARTY_KINDS, { optional: true }) kind?: string;
  @Id({ optional: true }) id?: string;
  @Label({ optional: true }) name?: string;
  @Label({ optional: true }) role?: string;
}
