import {
  Code,
  Flag,
  Id,
  InstantField,
  Label,
  LocalDate,
  RESTRICTION_SCHEMES,
  Text,
  Texts,
} from '@carethread/contracts';
import { answerOf, codes, commandOf, listOn, readOn, type Route } from '@carethread/http-api';
import { present } from '@carethread/ledger';
import type { KeptStream } from '@carethread/runtime';
import { restriction } from '../../domain/restriction/decider.js';
import type { RestrictionState } from '../../domain/restriction/state.js';
import { restrictionList } from '../../views/restriction-list.js';
import { changes } from '../changes.js';

class ProposeRestrictionRequest {
  @Id() personId!: string;
  @Text() measure!: string;
  @Text({ optional: true }) justification?: string;
  @Text({ optional: true }) leastRestrictiveCheck?: string;
  @Texts({ optional: true }) lessRestrictiveOptions?: string[];
  @InstantField({ optional: true }) occurredAt?: string;
}
class AskForConsentRequest {
  @InstantField({ optional: true }) occurredAt?: string;
}
class AuthoriseRestrictionRequest {
  @Code(RESTRICTION_SCHEMES, { optional: true }) scheme?: string;
  @Label({ optional: true }) authorityRef?: string;
  @LocalDate({ optional: true }) from?: string;
  @LocalDate({ optional: true }) to?: string;
  @Texts({ optional: true }) conditions?: string[];
  @Flag({ optional: true }) urgent?: boolean;
  @InstantField({ optional: true }) occurredAt?: string;
}
// snippet: request
class ReviewRestrictionRequest {
  @Flag() stillNeeded!: boolean;
  @Text({ optional: true }) changes?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
// end of snippet
class EndRestrictionRequest {
  @Text() reason!: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

const PATH = '/risk/restrictions';
const shown = ({ proposed, heldBy: _, ...state }: RestrictionState) =>
  answerOf({
    ...proposed,
    ...state,
    authorisation: state.authorisations.at(-1) ?? null,
    // A measure may still be in use when its authority has run out or was withdrawn: its readers must see that (ENG-081).
    unauthorised: state.state === 'expired' || state.state === 'withheld',
  });

const NOT_ENDED = ['proposed', 'active', 'withheld', 'expired'] as const;

type WhenThere = {
  readonly scheme?: string;
  readonly from?: string;
  /** The last day of its authority. */
  readonly to?: string;
  readonly reviewedAt?: string;
};

/** A restriction as a list over many people shows it. */
function shownInBrief({
  id,
  personId,
  state: { state, proposedAt = '', authorisations, reviews },
}: KeptStream<RestrictionState>) {
  const last = authorisations.at(-1);
  return {
    id,
    personId,
    state,
    proposedAt,
    urgent: last?.urgent ?? false,
    unauthorised: state === 'expired' || state === 'withheld',
    ...present<WhenThere>({
      scheme: last?.scheme,
      from: last?.from,
      to: last?.to,
      reviewedAt: reviews.at(-1)?.reviewedAt,
    }),
  };
}

const change = changes(PATH, restriction, () => 'assessRisk');

export const restrictionRoutes: readonly Route[] = [
  commandOf(
    restriction,
    'ProposeRestriction',
  )({
    method: 'POST',
    path: PATH,
    summary: 'Propose a restriction, justified and as light as it can be',
    capability: 'assessRisk',
    body: ProposeRestrictionRequest,
    stream: 'new',
  }),
  listOn(restriction)({
    path: PATH,
    summary:
      'The restrictions of a person, or those of the caller’s people that have not ended: what runs out first comes first',
    capability: 'readRisk',
    show: shown,
    filters: { state: codes(...NOT_ENDED, 'ended') },
    inBrief: {
      view: restrictionList,
      filters: { state: codes(...NOT_ENDED), scheme: codes(...RESTRICTION_SCHEMES) },
      between: { from: 'expiresFrom', to: 'expiresTo' },
      holder: ({ state, opened }) => restriction.holder(state, opened, 'readRisk'),
      item: shownInBrief,
    },
  }),
  readOn(restriction)({ path: `${PATH}/:id`, summary: 'A restriction', capability: 'readRisk', show: shown }),
  change(
    'consent-request',
    'Ask the person to sign a restriction that rests on their consent',
    'AskForConsent',
    AskForConsentRequest,
  ),
  change(
    'authorisation',
    'Record the authority under which a restriction may stand',
    'AuthoriseRestriction',
    AuthoriseRestrictionRequest,
  ),
  // snippet: route
  change('reviews', 'Record whether a restriction is still needed', 'ReviewRestriction', ReviewRestrictionRequest, 201),
  // end of snippet
  change('end', 'End a restriction', 'EndRestriction', EndRestrictionRequest),
];
