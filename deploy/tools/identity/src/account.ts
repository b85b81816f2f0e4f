/** Somebody synthetic who may sign in to the demo. */
export interface Account {
  readonly userId: string;
  readonly tenantId: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly organisationId?: string;
  readonly personId?: string;
  readonly serviceIds?: readonly string[];
  readonly qualifications?: readonly string[];
  /** The kind of user, under which the page lists them. */
  readonly group: string;
  /** Who they are, and what they would do first. */
  readonly about: string;
  readonly first: string;
}

/** An application at which people sign in. */
export interface Application {
  readonly clientId: string;
  readonly secret: string;
  /** Its address: the pages to which people come back lie under it. */
  readonly url: string;
}

/** Who may sign in, and where to. */
export interface People {
  readonly accounts: readonly Account[];
  /** Looked up at each sign-in: a server on a free port has no address before it listens. */
  application(): Application | undefined;
}

/** Pages of an application that its identity server knows. */
export const SIGNED_IN = '/sign-in/callback';
export const SIGNED_OUT = '/signed-out';
export const ENDED = '/sign-in/ended';
