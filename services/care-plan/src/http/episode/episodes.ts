import { Id, Label, Code, SETTINGS, When, Flag, InstantField, Codes, ListOf, Text } from '@carethread/contracts';
import { answerOf, type Route, commandOn, commandFrom, listOn, codes, readOn } from '@carethread/http-api';
import { episode } from '../../domain/episode/decider.js';
import type { EpisodeState } from '../../domain/episode/state.js';
import { episodeList } from '../../views/episode-list.js';
import { ID } from '../parameters.js';

export class AgreeServiceRequest {
  @Id() personId!: string;
  @Id({ optional: true }) providerId?: string;
  @Label({ optional: true }) serviceType?: string;
  @Id({ optional: true }) serviceId?: string;
  @Code(SETTINGS, { optional: true }) setting?: string;
  @Code(['council', 'private', 'nhs'], { optional: true }) commissioner?: string;
  @When({ optional: true }) agreedAt?: string;
  @Flag({ optional: true }) councilOperated?: boolean;
  @Id({ optional: true }) keyworkerId?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

class TeamMember {
  @Id() userId!: string;
  @Codes(['produce', 'carryThrough'], { optional: true }) purposes?: string[];
  @Id({ optional: true }) supervisedBy?: string;
  @Flag({ optional: true }) newStaff?: boolean;
}

export class AssignTeamRequest {
  @Id({ optional: true }) keyworkerId?: string;
  @ListOf(() => TeamMember, { optional: true }) members?: TeamMember[];
  @InstantField({ optional: true }) occurredAt?: string;
}

export class StartServiceRequest {
  @InstantField({ optional: true }) startedAt?: string;
  @Flag({ optional: true }) emergency?: boolean;
  @Text({ optional: true }) emergencyReason?: string;
  @Text({ optional: true }) whyNoAssessment?: string;
  @Label({ optional: true }) decidedBy?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class EndServiceRequest {
  @InstantField({ optional: true }) endedAt?: string;
  @Code(['completed', 'transferred', 'withdrawn', 'deceased']) reason!: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

const EP = '/care-plan/episodes';

const STATES = codes('agreed', 'filePreparing', 'ready', 'started', 'ended');

const shownEpisode = ({ agreement, team, started, ...state }: EpisodeState) =>
  answerOf({ ...agreement, ...state, keyworkerId: team?.keyworkerId, members: team?.members, started });

export const episodeRoutes: readonly Route[] = [
  commandOn(episode)({
    method: 'POST',
    path: EP,
    summary: 'Agree a service',
    capability: 'agreeService',
    body: AgreeServiceRequest,
    stream: 'new',
    command: ({ body }) => ({ ...commandFrom('AgreeService', body), personId: body.personId }),
  }),
  listOn(episode)({
    path: EP,
    summary: 'Service episodes: of one person, or over many people by when they were agreed',
    capability: 'readPlan',
    show: shownEpisode,
    filters: { state: STATES, providerId: ID },
    entries: {
      view: episodeList,
      filters: { state: STATES, providerId: ID },
      between: { from: 'agreedFrom', to: 'agreedTo' },
      holder: ({ state, opened }) => episode.holder(state, opened, 'readPlan'),
      item: ({ id, revision, etag, state }) => ({ id, revision, etag: `"${etag}"`, ...shownEpisode(state) }),
    },
  }),
  readOn(episode)({ path: `${EP}/:id`, summary: 'A service episode', capability: 'readPlan', show: shownEpisode }),
  commandOn(episode)({
    method: 'POST',
    path: `${EP}/:id/team`,
    summary: 'Assign the team',
    capability: 'runService',
    body: AssignTeamRequest,
    command: ({ body }) => commandFrom('AssignTeam', body),
  }),
  commandOn(episode)({
    method: 'POST',
    path: `${EP}/:id/start`,
    summary: 'Start the service',
    capability: 'runService',
    body: StartServiceRequest,
    command: ({ body }) => commandFrom('StartService', body),
  }),
  commandOn(episode)({
    method: 'POST',
    path: `${EP}/:id/end`,
    summary: 'End the service',
    capability: 'planTransfer',
    body: EndServiceRequest,
    command: ({ body }) => commandFrom('EndService', body),
  }),
];
