import { localDate } from '@carethread/calendar';
import { present, type Instant } from '@carethread/ledger';
import { instantFrom } from '@carethread/runtime';
import { type RequestContext, type ShownAt } from '@carethread/http-api';
import type { Discharge } from '../../domain/case/events.js';
import type { Leaning } from '../../domain/case/indicators.js';
import type { Allocation, CpaCaseState, LevelEntry } from '../../domain/case/state.js';
import { NO_FACTS, type CpaFacts } from '../../domain/facts.js';
import { cpaCase } from '../../domain/case/decider.js';
import { asHandedOver, coordinatorAt, levelAt, regionAt, teamAt } from '../../domain/case/in-force.js';
import { shownProfile } from './shown-profile.js';
import { levelsOf, periodOn } from '../../domain/region/schemes.js';
import { region, regionId } from '../../domain/region/decider.js';

type WhenThere = {
  readonly coordinator?: Allocation;
  readonly levelSince?: Instant;
  readonly teamId?: string;
  readonly teamSetting?: string;
  readonly organisationId?: string | null;
  readonly complexDefinition?: string;
  readonly leaning?: Leaning;
  readonly contact?: NonNullable<CpaCaseState['expectation']>;
  readonly discharge?: Discharge;
  readonly closedAt?: Instant;
  readonly closedBecause?: string;
};

/**
 * The case as it stood, or will stand, at an instant (`?at=`, else the one that the answer is about), beside its whole history; its
 * region and its plans as they were known when the case was.
 */
export async function shownCase(known: CpaCaseState, shown: ShownAt, ask: RequestContext) {
  const state = (await isFormer(shown, ask)) ? asHandedOver(known, ask.actor.organisationId) : known;
  const at = ask.query['at'] === undefined ? shown.at : instantFrom('at', ask.query['at']);
  const coordinator = coordinatorAt(state, at);
  const level = levelAt(state, at);
  const team = teamAt(state, at);
  const regionCode = regionAt(state, at);
  const period = regionCode === undefined ? undefined : await periodThen(ask, regionCode, shown.knownAt, at);
  const { plans } = await factsKnown(ask, shown);
  return {
    state: state.state,
    acceptedOn: state.acceptedOn,
    at,
    coordinatorId: coordinator?.userId ?? null,
    level: level?.level ?? null,
    regionCode: regionCode ?? null,
    scheme: period?.scheme ?? null,
    levelsAllowed: levelsOf(period),
    history: state.levels.map(shownLevel),
    coordinators: state.coordinators,
    teams: state.teams,
    regions: state.regions,
    indicatorProfiles: state.profiles.map(shownProfile),
    contacts: state.contacts,
    obligations: [...state.obligations, ...contactDue(state)],
    plans: Object.entries(plans).map(([planId, versionNo]) => ({ planId, versionNo })),
    ...present<WhenThere>({
      coordinator,
      levelSince: level?.effectiveFrom,
      teamId: team?.teamId,
      teamSetting: team?.teamSetting,
      organisationId: team === undefined ? undefined : (team.organisationId ?? null),
      complexDefinition: period?.complexDefinition,
      leaning: state.profiles.at(-1)?.leaning,
      contact: state.expectation,
      discharge: state.discharge,
      closedAt: state.closed?.at,
      closedBecause: state.closed?.reason,
    }),
  };
}

async function isFormer({ id, personId }: ShownAt, { read, sight }: RequestContext): Promise<boolean> {
  return (await sight(personId).until(cpaCase, await read.state(cpaCase, id))) !== undefined;
}

async function periodThen({ read, tenantId, now }: RequestContext, code: string, knownAt: string, at: string) {
  const id = regionId(tenantId, code);
  const { state } = knownAt < now ? await read.history(region, id, knownAt) : await read.state(region, id);
  return periodOn(state, localDate(at));
}

async function factsKnown({ read, now }: RequestContext, { personId, knownAt }: ShownAt): Promise<CpaFacts> {
  if (personId === null) return NO_FACTS;
  return (await read.facts<CpaFacts>(personId, knownAt < now ? knownAt : undefined)).facts;
}

function shownLevel({ decision, ...entry }: LevelEntry) {
  return { ...entry, ...decision };
}

function contactDue({ expectation }: CpaCaseState) {
  return expectation === undefined
    ? []
    : [{ kind: 'contactWithPerson', dueAt: expectation.expectedBy, status: 'open' }];
}
