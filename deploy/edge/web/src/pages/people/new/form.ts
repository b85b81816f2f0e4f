import { present } from '@carethread/ledger';
import type { BodyOf } from '../../../api/operation.js';
import { date, lines, oneOf, someOf, text, ticked } from '../../../shell/field-kinds.js';
import { form } from '../../../shell/form.js';
import { link } from '../../../shell/link.js';

type Body = BodyOf<'registerPerson'>;

export const GROUPS = [
  'olderPerson',
  'physicalDisability',
  'sensoryDisability',
  'learningDisability',
  'mentalHealth',
] as const;
export const LANGUAGES = ['en', 'cy', 'gd', 'bfi', 'pl', 'pa', 'ur'] as const;

export const registerForm = form({
  command: 'registerPerson',
  fields: {
    given: text,
    family: text,
    preferred: text,
    dateOfBirth: date,
    firstLanguage: oneOf(...LANGUAGES),
    groups: someOf(...GROUPS),
    nhs: text,
    address: text,
    /** Those whom a refusal named, and whether they are other people. */
    likely: lines,
    different: ticked,
    reason: text,
  },
  initial: () => ({ firstLanguage: 'en' }),
  input: ({ given, family, preferred, dateOfBirth, firstLanguage = 'en', groups, nhs, address, ...same }) => ({
    body: present<Body>({
      name: present<Body['name']>({ given, family, preferred }),
      dateOfBirth,
      firstLanguage,
      groups,
      identifiers: nhs === undefined ? undefined : [{ scheme: 'NHS', value: nhs.replaceAll(' ', '') }],
      address,
      notSameAs: same.different ? same.likely : undefined,
      reason: same.different ? same.reason : undefined,
    }),
  }),
  refusals: {
    DUPLICATE_LIKELY: 'different',
    PERSON_EXISTS: 'nhs',
    REASON_REQUIRED: 'reason',
    FUTURE_DATE: 'dateOfBirth',
  },
  members: { identifiers: 'nhs', name: 'given', birth: 'dateOfBirth' },
  about: ({ answer: { id } }) => id,
  after: ({ answer: { id } }) => link('/people/:personId/registered', { personId: id }),
});
