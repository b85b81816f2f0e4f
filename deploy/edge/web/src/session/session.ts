/** Languages that pages are written in. */
export type Language = 'en' | 'cy';

/** Who is signed in, as their access token says. */
export interface SignedIn {
  readonly userId: string;
  readonly name?: string;
  /** What the user may act as; `role` is the one that they chose. */
  readonly roles: readonly string[];
  readonly role: string;
  readonly organisationId?: string;
  readonly tenantId: string;
  /** For whom the person's own door opens. */
  readonly personId?: string;
  readonly language: Language;
}

/** Fields of a form as they were sent. */
export type Fields = Readonly<Record<string, string>>;

/** The session of one request. */
export interface Session {
  /** Undefined where nobody is signed in. */
  readonly user: SignedIn | undefined;
  /** A fresh access token. Throws SignedOut where there is none to be had. */
  token(): Promise<string>;
  /** The token for the forms of this session; it is checked before any handler sees a body. */
  csrf(): string;
  /** Where the services stood after what this session did for a person: the newest position of each service. */
  positions(personId: string): readonly string[];
  keepPosition(personId: string, position: string): Promise<void>;
  /** Why the user looks at a person, as they said; undefined until they did. */
  purpose(personId: string): string | undefined;
  keepPurpose(personId: string, purpose: string): Promise<void>;
  /** Words that were not sent yet, or came too late, by the path of their form: for this user and role alone. */
  kept(place: string): Promise<Fields | undefined>;
  keep(place: string, fields: Fields): Promise<void>;
  discard(place: string): Promise<void>;
  /** Stores what a page shows next under a random name, so that nothing of it stands in an address. */
  note(value: object): Promise<string>;
  noted(id: string): Promise<object | undefined>;
}

/** The session is over, or there was none: whoever wants to go on signs in. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut';
  readonly code = 'SIGNED_OUT';
}
