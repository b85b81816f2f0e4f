import { Code, Codes, EmailAddress, Flag, Hash, Nested, TimeOfDay, TimeZone } from '@carethread/contracts';
import { commandOn, query, type RequestContext, type Route } from '@carethread/http-api';
import { present, uuidV5, type JsonObject } from '@carethread/ledger';
import {
  MAIL_LANGUAGES,
  NO_CHOICES,
  WEEKDAYS,
  type MailChoices,
  type MailLanguage,
  type Weekday,
} from '../../domain/notifications/choices.js';
import { confirmableUntil } from '../../domain/notifications/address.js';
import { notifications } from '../../domain/notifications/decider.js';
import { NO_NOTIFICATIONS, type NotificationsState } from '../../domain/notifications/state.js';
import { confirmationText, tokenHash } from './tokens.js';

const PATH = '/assessment/me/notifications';

class DigestRequest {
  @TimeOfDay() at!: string;
  @Codes(WEEKDAYS, { min: 1, max: WEEKDAYS.length }) days!: Weekday[];
}

class QuietHoursRequest {
  @TimeOfDay() from!: string;
  @TimeOfDay() to!: string;
}

class SetNotificationsRequest {
  @EmailAddress({ optional: true }) email?: string;
  @Nested(() => DigestRequest, { optional: true }) digest?: DigestRequest;
  @Flag() urgent!: boolean;
  @Nested(() => QuietHoursRequest, { optional: true }) quietHours?: QuietHoursRequest;
  @TimeZone({ optional: true }) timeZone?: string;
  @Code(MAIL_LANGUAGES, { optional: true }) language?: MailLanguage;
}

class ConfirmAddressRequest {
  @Hash() token!: string;
}

/** Nobody names a user here: these are the caller's own, by their token. */
const own = ({ actor: { user } }: RequestContext): string => user;
const nobody = (): null => null;

export const notificationRoutes: readonly Route[] = [
  query({
    path: PATH,
    summary: 'How you are told of your work by e-mail',
    capability: 'ownSettings',
    of: { holder: ({ actor: { user } }) => ({ kind: 'staff', user }) },
    person: nobody,
    answer: async (ask) => {
      const { state, erased } = await ask.read.state(notifications, own(ask));
      return { body: { ...shown(erased ? NO_NOTIFICATIONS : state), mail: ask.sendsMail ? 'on' : 'off' } };
    },
  }),
  commandOn(notifications)({
    method: 'PUT',
    path: PATH,
    summary: 'Say how you want to be told of your work by e-mail; an address is confirmed by the mail that it gets',
    capability: 'ownSettings',
    body: SetNotificationsRequest,
    stream: 'either',
    target: own,
    person: nobody,
    command: ({ body, commandId, keyedHash }) => {
      const id = uuidV5(commandId, 'confirmation');
      const { email, ...chosen } = body;
      const choices = present<MailChoices>({ ...NO_CHOICES, ...chosen });
      const confirmation = { id, tokenHash: tokenHash(keyedHash(confirmationText(id))) };
      const set = { type: 'SetNotifications', choices, confirmation } as const;
      return email === undefined ? set : { ...set, email };
    },
    answer: ({ state }) => shown(state),
  }),
  commandOn(notifications)({
    method: 'POST',
    path: `${PATH}/confirmation`,
    summary: 'Confirm the address by the code that was sent to it',
    capability: 'ownSettings',
    body: ConfirmAddressRequest,
    target: own,
    person: nobody,
    command: ({ body }) => ({ type: 'ConfirmMailAddress', tokenHash: tokenHash(body.token) }),
    answer: ({ state }) => shown(state),
  }),
  commandOn(notifications)({
    method: 'DELETE',
    path: PATH,
    summary: 'Remove the address: no e-mail comes any more',
    capability: 'ownSettings',
    target: own,
    person: nobody,
    command: () => ({ type: 'RemoveMailAddress', because: 'requested' }),
  }),
];

/** To the user alone: nobody else reads an address, auditors included. */
function shown(state: NotificationsState): JsonObject {
  const { address, choices } = state;
  return present<JsonObject>({
    ...choices,
    email: address?.email,
    address: address?.status ?? 'none',
    confirmBy: confirmableUntil(state),
  });
}
