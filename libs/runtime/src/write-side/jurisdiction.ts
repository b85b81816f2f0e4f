import { Refusal } from '@carethread/contracts';

/** The jurisdiction of what is under the law of none: configuration, the operator's own streams. */
export const NO_JURISDICTION = 'none';

/** What may say whose law a new stream is under. */
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

/** The first that says it. Throws JURISDICTION_UNKNOWN where none does: no law is taken for granted. */
export function jurisdictionFrom({ stated, acting, begun, configuration, council }: JurisdictionSources): string {
  const found = stated ?? acting ?? begun ?? (configuration ? NO_JURISDICTION : council);
  if (found === undefined) throw new Refusal('JURISDICTION_UNKNOWN', ['organisationId']);
  return found;
}
