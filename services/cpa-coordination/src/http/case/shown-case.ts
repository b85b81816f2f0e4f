import { localDate } from '@carethread/calendar';
import type { JsonObject } from '@carethread/ledger';
import { factsThen, instantFrom } from '@carethread/runtime';
import { type RequestContext, type ShownAt } from '@carethread/http-api';
import type { CpaCaseState, LevelEntry } from '../../domain/case/events.js';
import { NO_FACTS, type CpaFacts } from '../../domain/facts.js';
import { cpaCase } from '../../domain/case/decider.js';
import { asHandedOver, coordinatorAt, levelAt, regionAt, teamAt } from '../../domain/case/in-force.js';
import { ALWAYS_SHOWN, countsOf, type IndicatorProfile } from '../../domain/case/indicators.js';
import { levelsOf, periodOn, region, regionId, type RegionState } from '../../domain/region/decider.js';

/**
 * The case as it stood, or will stand, at an instant (`?at=`, else the one that the answer is about), beside its whole history; its
 * region and its plans as they were known when the case was.
 */
export async function shownCase(known: CpaCaseState, shown: ShownAt, ask: RequestContext): Promise<JsonObject> {
  const state = (await isFormer(shown, ask)) ? asHandedOver(known, ask.actor.organisationId) : known;
  const at = ask.query['at'] === undefined ? shown.at : instantFrom('at', ask.query['at']);
  const coordinator = coordinatorAt(state, at);
  const level = levelAt(state, at);
  const team = teamAt(state, at);
  const regionCode = regionAt(state, at);
  const period = regionCode === undefined ? undefined : await periodThen(ask, regionCode, shown.knownAt, at);
  const { plans } = await factsKnown(ask, shown);
  const latest = state.profiles.at(-1);
  return {
    state: state.state,
    acceptedOn: state.acceptedOn,
    at,
    coordinatorId: coordinator?.userId ?? null,
    ...(coordinator === undefined ? {} : { coordinator }),
    level: level?.level ?? null,
    ...(level === undefined ? {} : { levelSince: level.effectiveFrom }),
    ...(team === undefined
      ? {}
      : { teamId: team.teamId, teamSetting: team.teamSetting, organisationId: team.organisationId ?? null }),
    regionCode: regionCode ?? null,
    scheme: period?.scheme ?? null,
    levelsAllowed: levelsOf(period),
    ...(period?.complexDefinition === undefined ? {} : { complexDefinition: period.complexDefinition }),
    ...(latest === undefined ? {} : { leaning: latest.leaning }),
    history: state.levels.map(shownLevel),
    coordinators: state.coordinators,
    teams: state.teams,
    regions: state.regions,
    indicatorProfiles: state.profiles.map(shownProfile),
    contacts: state.contacts,
    ...(state.expectation === undefined ? {} : { contact: state.expectation }),
    obligations: [...state.obligations, ...contactDue(state)],
    plans: Object.entries(plans).map(([planId, versionNo]) => ({ planId, versionNo })),
    ...(state.discharge === undefined ? {} : { discharge: state.discharge }),
    ...(state.closed === undefined ? {} : { closedAt: state.closed.at, closedBecause: state.closed.reason }),
  };
}

async function isFormer({ id, personId }: ShownAt, { runtime, sight }: RequestContext): Promise<boolean> {
  return (await sight(personId).until(cpaCase, await runtime.commands.load(cpaCase, id))) !== undefined;
}

async function periodThen({ runtime, tenantId, now }: RequestContext, code: string, knownAt: string, at: string) {
  const id = regionId(tenantId, code);
  const { state } =
    knownAt < now ? await runtime.recorded.stateAt(region, id, knownAt) : await runtime.commands.load(region, id);
  return periodOn(state as RegionState, localDate(at));
}

async function factsKnown({ runtime, now }: RequestContext, { personId, knownAt }: ShownAt): Promise<CpaFacts> {
  if (personId === null) return NO_FACTS;
  return knownAt < now ? factsThen(runtime, personId, knownAt) : (await runtime.known<CpaFacts>(personId)).facts;
}

function shownLevel({ decision, ...entry }: LevelEntry): JsonObject {
  return { ...entry, ...decision };
}

function contactDue({ expectation }: CpaCaseState): readonly JsonObject[] {
  return expectation === undefined
    ? []
    : [{ kind: 'contactWithPerson', dueAt: expectation.expectedBy, status: 'open' }];
}

/** Counts, never a score; severe illness and significant risk always with what they rest on; and what still wants a note. */
export function shownProfile(profile: IndicatorProfile): JsonObject {
  const { answers, evidence } = profile;
  return {
    ...profile,
    counts: countsOf(answers),
    alwaysShown: ALWAYS_SHOWN.map((code) => ({
      code,
      answer: answers[code] ?? 'unknown',
      ...(evidence[code] === undefined ? {} : { evidence: evidence[code] }),
    })),
    withoutEvidence: Object.keys(answers).filter((code) => answers[code] === 'met' && evidence[code] === undefined),
  };
}
