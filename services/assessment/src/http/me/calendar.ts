import { Code, TimeZone } from '@carethread/contracts';
import { commandOn, query, type RequestContext, type Route } from '@carethread/http-api';
import { present, type JsonObject } from '@carethread/ledger';
import { calendarFeed, isShown } from '../../domain/calendar-feed/decider.js';
import { MAIL_LANGUAGES, type MailLanguage } from '../../domain/notifications/choices.js';
import { tokenHash } from './tokens.js';

const PATH = '/assessment/me/calendar';

class MakeCalendarRequest {
  @TimeZone() timeZone!: string;
  @Code(MAIL_LANGUAGES, { optional: true }) language?: MailLanguage;
}

const own = ({ actor: { user } }: RequestContext): string => user;
const nobody = (): null => null;
/** The same for a request that is sent again with its key, so that an answer that was lost can be had. */
const tokenFor = ({ commandId, keyedHash }: RequestContext): string =>
  keyedHash(`carethread: a calendar feed, ${commandId}`);

export const calendarRoutes: readonly Route[] = [
  query({
    path: PATH,
    summary: 'Whether you have a calendar feed of your due dates, and until when',
    capability: 'ownSettings',
    of: { holder: ({ actor: { user } }) => ({ kind: 'staff', user }) },
    person: nobody,
    answer: async (ask) => {
      const { state, erased } = await ask.read.state(calendarFeed, own(ask));
      const shown = !erased && isShown(state, ask.now) ? state.feed : undefined;
      const { madeAt, until, timeZone, language } = shown ?? {};
      return { body: present<JsonObject>({ active: shown !== undefined, madeAt, until, timeZone, language }) };
    },
  }),
  commandOn(calendarFeed)({
    method: 'POST',
    path: PATH,
    summary: 'Make a calendar feed of your due dates; its path is shown once, and a feed made before ends',
    capability: 'ownSettings',
    body: MakeCalendarRequest,
    stream: 'either',
    answers: 201,
    readAt: PATH,
    target: own,
    person: nobody,
    command: (ask) => {
      const { timeZone, language = 'en' } = ask.body;
      return { type: 'MakeCalendarFeed', tokenHash: tokenHash(tokenFor(ask)), timeZone, language };
    },
    answer: (_, ask) => ({ path: `/calendar/${tokenFor(ask)}.ics` }),
  }),
  commandOn(calendarFeed)({
    method: 'DELETE',
    path: PATH,
    summary: 'Revoke your calendar feed',
    capability: 'ownSettings',
    target: own,
    person: nobody,
    command: () => ({ type: 'RevokeCalendarFeed', because: 'requested' }),
  }),
];
