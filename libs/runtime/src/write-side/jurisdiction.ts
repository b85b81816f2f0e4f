import { Refusal } from '@carethread/contracts';

/** The jurisdiction of streams that are under no country's law: configuration, the operator's own. */
export const NO_JURISDICTION = 'none';

/** Where the jurisdiction of a new stream may come from. */
export interface JurisdictionSources {
  /** What the command itself says: an organisation's own. */
  readonly stated: string | undefined;
  /** The acting organisation's, where it is registered. */
  readonly acting: string | undefined;
  /** Under which the person's record was begun here. */
  readonly begun: string | undefined;
  /** Configuration is under the law of none. */
  readonly configuration: boolean;
  /** The council's own, by the setting CARETHREAD_JURISDICTION. */
  readonly council: string | undefined;
}

/** The first of these that is known. Throws JURISDICTION_UNKNOWN where none is: there is no default. */
export function jurisdictionFrom({ stated, acting, begun, configuration, council }: JurisdictionSources): string {
  const found = stated ?? acting ?? begun ?? (configuration ? NO_JURISDICTION : council);
  if (found === undefined) throw new Refusal('JURISDICTION_UNKNOWN', ['organisationId']);
  return found;
}
