import { Code, Id, Label, PARTY_KINDS } from '@carethread/contracts';

export class PartyBody {
  @Code(PARTY_KINDS, { optional: true }) kind?: string;
  @Id({ optional: true }) id?: string;
  @Label({ optional: true }) name?: string;
  @Label({ optional: true }) role?: string;
}
