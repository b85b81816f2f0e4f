import { present } from '@carethread/ledger';
import type { AnswerOf, BodyOf } from '../../../api/operation.js';
import { date, text } from '../../../shell/field-kinds.js';
import { form } from '../../../shell/form.js';
import { link } from '../../../shell/link.js';
import { draftOf, sectionLink } from '../draft/draft-path.js';
import { SECTION_OF_CODE } from '../sections.js';

export interface CheckModel {
  readonly draft: AnswerOf<'getPlanDraft'>;
  readonly readiness: AnswerOf<'listPlanReadiness'>;
  readonly etag: string | undefined;
}

interface Around {
  place(name: string): string;
}

/** Refusals that a section of the draft puts right lead there. */
const elsewhere = Object.fromEntries(
  Object.entries(SECTION_OF_CODE).map(([code, section]) => [code, ({ place }: Around) => sectionLink(place, section)]),
);

export const proposeForm = form({
  command: 'proposeVersion',
  fields: { reason: text, effectiveFrom: date },
  etag: ({ etag }: CheckModel) => etag,
  input: ({ reason, effectiveFrom }, { place }) => ({
    path: { id: place('planId') },
    body: present<NonNullable<BodyOf<'proposeVersion'>>>({ reason, effectiveFrom }),
  }),
  refusals: { ...elsewhere, REASON_REQUIRED: 'reason', EFFECTIVE_BEFORE_CONSENT: 'effectiveFrom' },
  after: (_, { place }) => link('/people/:personId/plan/:planId/sent', draftOf(place)),
});
