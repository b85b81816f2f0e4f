import { validateRequest } from '@carethread/contracts';
import { standardRoutes } from '@carethread/service-kit';
import { type CommandRoute } from '@carethread/http-api';
import { services } from './embedded.js';

const commands: readonly CommandRoute[] = services
  .flatMap((service) => [...service.routes, ...standardRoutes(service)])
  .filter((route) => route.kind === 'command');

const takesNothing = ({ body }: CommandRoute): boolean => body === undefined || validateRequest(body, {}).ok;

/**
 * Commands whose body may be empty: their path says what is done and to what, or the rule refuses by a code of its own what is
 * missing (a reason, a basis, a scope). A command that comes to this list by a slip does on `{}` what nobody meant.
 */
const MAY_BE_EMPTY: readonly string[] = [
  '/assessment/assessments/:id/complete',
  '/assessment/assessments/:id/pause',
  '/assessment/assessments/:id/refusal',
  '/assessment/assessments/:id/resume',
  '/assessment/assessments/:id/start',
  '/assessment/handovers/:id/return',
  '/assessment/me/calendar',
  '/assessment/me/notifications',
  '/assessment/staff/:userId/absence',
  '/assessment/staff/:userId/departure',
  '/care-plan/copies/:copyId/acknowledgement',
  '/care-plan/endpoints/:id',
  '/care-plan/endpoints/:id/key-rotation',
  '/care-plan/endpoints/:id/pause',
  '/care-plan/endpoints/:id/ping',
  '/care-plan/endpoints/:id/replay',
  '/care-plan/endpoints/:id/resume',
  '/care-plan/endpoints/:id/verification',
  '/care-plan/episodes/:id/start',
  '/care-plan/fhir/Subscription/:id',
  '/care-plan/episodes/:id/team',
  '/care-plan/persons/:personId/break-glass',
  '/care-plan/plans/:id/access-notice',
  '/care-plan/plans/:id/home-copy/removal',
  '/care-plan/plans/:id/proposals',
  '/care-plan/plans/:id/proposals/:n/copies',
  '/care-plan/plans/:id/provisional',
  '/care-plan/plans/:id/replacement',
  '/care-plan/plans/:id/resumption',
  '/care-plan/plans/:id/versions/:n/read-acknowledgements',
  '/consent/data-requests/:id/refusal',
  '/consent/data-requests/:id/restriction/lifting',
  '/consent/persons/:personId/contacts/:contactId',
  '/consent/plans/:planId/withdrawal',
  '/consent/sign-offs/:id/withdrawal',
  '/consent/sign-offs/:id/witness',
  '/cpa/cases/:id/coordinator',
  '/cpa/cases/:id/discharge',
  '/cpa/coordinators/:userId/deactivation',
  '/review/plans/:id/monitoring',
  '/review/plans/:id/monthly-checks',
  '/review/plans/:id/obligations/:oid/cancellation',
  '/review/plans/:id/obligations/:oid/not-practicable',
  '/review/plans/:id/requests',
  '/review/reviews/:id/briefings/:partyId/acknowledgement',
  '/review/reviews/:id/close',
  '/review/reviews/:id/feedback',
  '/review/reviews/:id/minutes',
  '/review/reviews/:id/not-held',
  '/review/reviews/:id/start',
  '/risk/assessments/:id/controls',
  '/risk/assessments/:id/weighing',
  '/risk/restrictions/:id/authorisation',
  '/risk/restrictions/:id/consent-request',
];

describe('a command with an empty body', () => {
  it('is taken only where the path or a rule says the rest', () => {
    const taken = commands
      .filter(takesNothing)
      .map(({ path }) => path)
      .filter((path) => !/^\/[a-z-]+\/tasks\/:id\/completion$/.test(path));
    expect(taken.filter((path) => !MAY_BE_EMPTY.includes(path))).toEqual([]);
  });

  it.each([
    ['/consent/sign-offs/:id/signatures', ['/role', '/mode']],
    ['/consent/sign-offs/:id/refusals', ['/role']],
    ['/consent/plans/:planId/restoration', ['/scope']],
  ])('%s neither signs nor takes back: it names %p as missing', (path, missing) => {
    const body = commands.find((route) => route.path === path)?.body;
    const checked = body === undefined ? undefined : validateRequest(body, {});
    expect(checked).toEqual({
      ok: false,
      errors: missing.map((pointer) => ({ pointer, rule: 'required', says: 'is missing' })),
    });
  });
});
