import { codes, commandOf, listOn, readOn, type Route } from '@carethread/http-api';
import { restriction, type RestrictionState } from '../../domain/restriction/decider.js';
import { changes } from '../changes.js';
import * as requests from '../requests.js';

const RESTRICTIONS = '/risk/restrictions';
const shown = ({ proposed, endedBecause, heldBy: _, ...state }: RestrictionState) => ({
  ...proposed,
  ...state,
  ...(endedBecause === undefined ? {} : { endedBecause }),
  authorisation: state.authorisations.at(-1) ?? null,
  /** A measure may still be in use when its authority has run out or was withdrawn: whoever reads it must see that (ENG-081). */
  unauthorised: state.state === 'expired' || state.state === 'withheld',
});

const change = changes(RESTRICTIONS, restriction, () => 'assessRisk');

export const restrictionRoutes: readonly Route[] = [
  commandOf(
    restriction,
    'ProposeRestriction',
  )({
    method: 'POST',
    path: RESTRICTIONS,
    summary: 'Propose a restriction, justified and as light as it can be',
    capability: 'assessRisk',
    body: requests.ProposeRestrictionRequest,
    stream: 'new',
  }),
  listOn(restriction)({
    path: RESTRICTIONS,
    summary: 'The restrictions of a person',
    capability: 'readRisk',
    show: shown,
    filters: { state: codes('proposed', 'active', 'expired', 'ended') },
  }),
  readOn(restriction)({ path: `${RESTRICTIONS}/:id`, summary: 'A restriction', capability: 'readRisk', show: shown }),
  change(
    'consent-request',
    'Ask the person to sign a restriction that rests on their consent',
    'AskForConsent',
    requests.AskForConsentRequest,
  ),
  change(
    'authorisation',
    'Record the authority under which a restriction may stand',
    'AuthoriseRestriction',
    requests.AuthoriseRestrictionRequest,
  ),
  change(
    'reviews',
    'Record whether a restriction is still needed',
    'ReviewRestriction',
    requests.ReviewRestrictionRequest,
    201,
  ),
  change('end', 'End a restriction', 'EndRestriction', requests.EndRestrictionRequest),
];
