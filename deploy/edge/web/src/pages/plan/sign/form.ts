import { present } from '@carethread/ledger';
import type { AnswerOf, BodyOf } from '../../../api/operation.js';
import { oneOf, text } from '../../../shell/field-kinds.js';
import { form } from '../../../shell/form.js';
import { link } from '../../../shell/link.js';

export interface SignModel {
  readonly signOff: AnswerOf<'getSignOff'>;
  /** Undefined where the user may not read what is signed, or it is no plan. */
  readonly plan: AnswerOf<'getPlan'> | undefined;
}

export const SIGNING_ROLES = [
  'person',
  'personOrLawfulRepresentative',
  'personOrRepresentative',
  'keyworker',
  'manager',
  'serviceManager',
  'cpaCareCoordinator',
] as const;
export const MODES = ['eSigned', 'signed', 'verbal', 'gesture', 'signLanguage', 'pictorial', 'audio'] as const;
export const FORMATS = ['standard', 'easyRead', 'largePrint', 'pictorial', 'translated', 'audio'] as const;

const signLink = (place: (name: string) => string) =>
  link('/people/:personId/sign/:signOffId', { personId: place('personId'), signOffId: place('signOffId') });

export const signForm = form({
  name: 'sign',
  command: 'recordSignature',
  fields: { role: oneOf(...SIGNING_ROLES), mode: oneOf(...MODES), shownInFormat: oneOf(...FORMATS) },
  initial: ({ signOff: { outstanding } }: SignModel) => ({
    // Where one signature alone is missing, it is that one.
    role: outstanding.length === 1 ? (outstanding[0] ?? '') : '',
    mode: 'eSigned',
    shownInFormat: 'standard',
  }),
  input: ({ role = 'person', mode = 'eSigned', shownInFormat }, { model: { signOff }, place }) => ({
    path: { id: place('signOffId') },
    body: present<BodyOf<'recordSignature'>>({ role, mode, shownInFormat, contentHash: signOff.contentHash }),
  }),
  refusals: { FORMAT_NOT_PROVIDED: 'shownInFormat', WITNESS_REQUIRED: 'mode', SAME_SIGNATORY: 'role' },
  after: (_, { place }) => signLink(place),
});

export const refuseForm = form({
  name: 'refuse',
  command: 'refuseSignature',
  fields: { refusedRole: oneOf(...SIGNING_ROLES), reasons: text },
  initial: ({ signOff: { outstanding } }: SignModel) => ({ refusedRole: outstanding[0] ?? '' }),
  input: ({ refusedRole = 'person', reasons }, { place }) => ({
    path: { id: place('signOffId') },
    body: present<NonNullable<BodyOf<'refuseSignature'>>>({ role: refusedRole, reasons }),
  }),
  members: { role: 'refusedRole' },
  refusals: { REASON_REQUIRED: 'reasons' },
  after: (_, { place }) => signLink(place),
});
