import { addDays, localDate, type LocalDate } from '@carethread/calendar';
import { profileAt, refuse, type Profile } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { EARLIEST, lastDayOf } from '../dates.js';
import { mustBeLiving } from '../death.js';
import type { RiskFacts } from '../facts.js';
import type { Authorisation, RestrictionEvent } from './events.js';
import type { RestrictionState } from './state.js';

export type AuthoriseRestriction = { readonly type: 'AuthoriseRestriction' } & Partial<
  Omit<Authorisation, 'signOffId'>
>;

/** The person who is restricted, and those who speak for them, do not record the authority for it (R30). */
const MAY_NOT_AUTHORISE: readonly string[] = ['PE', 'LR', 'OP'];

/** Where the deprivation of liberty safeguards reach: in a person's own home only a court can authorise (ENG-081). */
const DOLS_SETTINGS: readonly string[] = ['careHome', 'inpatient'];
/** Schemes of one Act, which is law in its own jurisdictions and in no other. */
const ACT_OF: Readonly<Record<string, string>> = { AWI: 'AWI2000', MHA: 'MHA1983', MHCT: 'MHCT2003' };
/** Held as a code, for the day it begins: the scheme of the 2019 Act is not in force. */
const NOT_IN_FORCE: readonly string[] = ['LPS'];
const DOLS_MONTHS = 12;
/** An urgent authorisation lasts for seven days, and is extended once by seven more. */
const URGENT_DAYS = 7;
/** No other scheme has a limit in the model; a term beyond a lifetime is a slip of the pen. */
const LIFETIME_MONTHS = 1200;

/** R30: the safeguards are the registered manager's to record and to end. */
export function mustBeRegisteredManager({ actor }: Context): void {
  if (actor.role !== 'SY' && !actor.roles.includes('RM')) refuse('ROLE_NOT_PERMITTED');
}

export function mustNotBeRestricted({ actor }: Context): void {
  if (MAY_NOT_AUTHORISE.includes(actor.role)) refuse('ROLE_NOT_PERMITTED');
}

export function authorise(
  command: AuthoriseRestriction,
  state: RestrictionState,
  context: Context<RiskFacts>,
): readonly RestrictionEvent[] {
  mustBeLiving(context);
  mustNotBeRestricted(context);
  const payload = { ...authorised(command, state, context), ...measureOf(state) };
  return [{ type: 'RestrictionAuthorised', payload }];
}

/** Others list what is in force by what it does. */
function measureOf({ proposed }: RestrictionState): { readonly measure?: string } {
  return proposed === undefined ? {} : { measure: proposed.measure };
}

/** Nothing restricts a person without an authority that holds today, under a scheme that reaches where they are (ENG-081). */
function authorised(
  command: AuthoriseRestriction,
  state: RestrictionState,
  context: Context<RiskFacts>,
): Authorisation {
  const { scheme, authorityRef, from, to, conditions = [], urgent = false } = command;
  if (scheme === undefined || authorityRef === undefined || from === undefined)
    return refuse(
      'AUTHORISATION_REQUIRED',
      Object.entries({ scheme, authorityRef, from }).flatMap(([name, given]) => (given === undefined ? [name] : [])),
    );
  if (to === undefined) return refuse('AUTHORISATION_TERM_INVALID', ['to']);
  if (NOT_IN_FORCE.includes(scheme)) refuse('AUTHORISATION_WRONG_SCHEME', ['scheme']);
  if (scheme === 'DoLS') {
    mustBeRegisteredManager(context);
    const { places } = placesOf(state, context);
    if (!places.some((one) => DOLS_SETTINGS.includes(one.setting) && lawOf(one, context)?.libertyScheme === scheme))
      refuse('AUTHORISATION_WRONG_SCHEME', ['scheme']);
  } else if (urgent) refuse('AUTHORISATION_WRONG_SCHEME', ['urgent']);
  const act = ACT_OF[scheme];
  if (act !== undefined && !jurisdictionsOf(state, context).some((one) => isLaw(act, lawOf(one, context))))
    refuse('AUTHORISATION_WRONG_SCHEME', ['scheme']);
  const term = { scheme, authorityRef, from, to, conditions, urgent };
  mustBeTerm(term, state, context);
  if (scheme === 'consented' && state.state === 'withheld') mustFollowConsent(from, context);
  return scheme === 'consented' ? { ...term, signOffId: signOffOf(state, context) } : term;
}

/** Under whose law somebody is: a jurisdiction by its code. */
interface Under {
  readonly jurisdiction: string;
}

interface Place extends Under {
  readonly setting: string;
}

function lawOf({ jurisdiction }: Under, { now }: Context): Profile | undefined {
  return profileAt(jurisdiction, localDate(now));
}

function isLaw(act: string, profile: Profile | undefined): boolean {
  return profile?.capacityLaw === act || profile?.mentalHealthLaw === act;
}

/** R30: the law is that of those who serve the person; of a person whom no known provider serves, that of the measure's own record. */
function jurisdictionsOf(state: RestrictionState, context: Context<RiskFacts>): readonly Under[] {
  const { providers } = placesOf(state, context);
  return providers.length > 0 ? providers : [{ jurisdiction: state.jurisdiction ?? '' }];
}

/** The organisation that proposed the measure, of those that serve the person, and the services registered with them that do (R30). */
function placesOf(
  { proposed }: RestrictionState,
  context: Context<RiskFacts>,
): { readonly providers: readonly Under[]; readonly places: readonly Place[] } {
  const holder = proposed?.organisationId;
  const served = Object.values(context.facts.services);
  const theirs = served.filter(({ providerId }) => providerId === holder);
  const known = (theirs.length > 0 ? theirs : served).flatMap(({ providerId, serviceId }) => {
    const { organisation } = context.about(providerId);
    return organisation?.tenantId === context.tenantId ? [{ ...organisation, serviceId }] : [];
  });
  return {
    providers: known,
    places: known.flatMap(({ jurisdiction, services, serviceId }) =>
      services.filter((one) => one.serviceId === serviceId).map(({ setting }) => ({ jurisdiction, setting })),
    ),
  };
}

function mustBeTerm(
  term: Authorisation,
  { state, authorisations }: RestrictionState,
  { facts, now }: Context<RiskFacts>,
): void {
  const { scheme, from, to, urgent } = term;
  const today = localDate(now);
  if (from < (facts.bornOn ?? EARLIEST)) refuse('AUTHORISATION_TERM_INVALID', ['from']);
  const last = urgent
    ? urgentUntil(from, authorisations)
    : lastDayOf(from, scheme === 'DoLS' ? DOLS_MONTHS : LIFETIME_MONTHS);
  if (to <= from || to < today || to > last) refuse('AUTHORISATION_TERM_INVALID', ['to']);
  coversEachDay(from, today, state === 'withheld' ? [] : authorisations);
}

/** Seven days, and once seven more: two urgent authorisations in a row end at the latest fourteen days after the first began. */
function urgentUntil(from: LocalDate, authorisations: readonly Authorisation[]): LocalDate {
  const before = authorisations.at(-1);
  if (before?.urgent !== true) return addDays(from, URGENT_DAYS - 1);
  if (authorisations.at(-2)?.urgent === true) refuse('AUTHORISATION_TERM_INVALID', ['urgent']);
  return addDays(before.from, 2 * URGENT_DAYS - 1);
}

/**
 * The first authorisation has begun; one that follows begins at the latest on the day after the one before ends. After a withdrawal
 * none follows: nothing was authorised meanwhile, and the next is a first one.
 */
function coversEachDay(from: LocalDate, today: LocalDate, authorisations: readonly Authorisation[]): void {
  const before = authorisations.at(-1);
  if (from > (before === undefined ? today : addDays(before.to, 1))) refuse('AUTHORISATION_REQUIRED', ['from']);
}

/** R30: consent that is given again is no consent for the days on which it was withdrawn. */
function mustFollowConsent(from: LocalDate, { id, facts }: Context<RiskFacts>): void {
  const given = facts.consented[id];
  if (given !== undefined && from < localDate(given.signedAt)) refuse('CONSENT_REQUIRED', ['from']);
}

/** R30: a measure is consented to by the person's own signature on it, and a new term by a new one. */
function signOffOf({ asked, authorisations }: RestrictionState, { id, facts }: Context<RiskFacts>): string {
  const given = facts.consented[id];
  const used = authorisations.some(({ signOffId }) => signOffId === given?.signOffId);
  if (given === undefined || given.contentHash !== asked?.contentHash || used)
    return refuse('CONSENT_REQUIRED', ['consented']);
  return given.signOffId;
}
