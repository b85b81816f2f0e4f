import { answerOf, codes, listOver, type RequestContext } from '@carethread/http-api';
import { cpaCase } from '../../domain/case/decider.js';
import { caseload, type CarriedCase } from '../../views/caseload.js';

const holder = ({ state, opened }: CarriedCase) => cpaCase.holder(state, opened, 'readCpaCase');
/** D23: a trust that had it does not learn whom the next one names. */
const isTheirs = (body: CarriedCase, { sight }: RequestContext): Promise<boolean> =>
  sight(body.personId)
    .now()
    .sees(...[holder(body)].flat());

/** Open cases that went from one team to another; a trust that had one sees that it went, and not what came of it. */
export const transferRoute = listOver({
  path: '/cpa/transfers',
  summary:
    'Cases that went from team to team, the first first: those that came in, that went out, that wait for a co-ordinator',
  capability: 'readCpaCase',
  about: 'CPA-43',
  former: 'whole',
  entries: {
    view: caseload,
    filters: {
      waiting: {
        ...codes('true', 'false'),
        description: 'Whether whoever took it on has still to name a co-ordinator',
      },
      direction: { ...codes('in', 'out'), description: 'As seen from the organisation or team that is asked about' },
    },
    where: { by: 'moved', direction: null },
    between: { from: 'movedFrom', to: 'movedTo' },
    holder,
    sees: async (body, ask) => ask.query['waiting'] === undefined || isTheirs(body, ask),
    item: async (body, ask) => {
      const { id, personId, move } = body;
      return answerOf({
        id,
        personId,
        fromTeamId: move?.fromTeamId ?? '',
        toTeamId: move?.toTeamId ?? '',
        fromOrganisationId: move?.fromOrganisationId ?? null,
        toOrganisationId: move?.toOrganisationId ?? null,
        movedAt: move?.at ?? '',
        waiting: (await isTheirs(body, ask)) ? move?.waiting : undefined,
      });
    },
  },
});
