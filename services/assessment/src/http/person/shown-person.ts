import { localDate } from '@carethread/calendar';
import { answerOf, type RequestContext, type ShownAt, headOf } from '@carethread/http-api';
import type { PersonState } from '../../domain/person/state.js';
import { sheetAt, upcomingAt } from '../../domain/person/sheet.js';
import { ageAt } from '../../domain/person/birth.js';
import { shownCorrection } from '../shown-moves.js';
import type { ListedPerson } from '../../views/people-list.js';

export const shownPerson = (state: PersonState, { at }: ShownAt, { actor }: RequestContext) => {
  const { status, communication, corrections, dateOfDeath } = state;
  const sheet = sheetAt(state, at);
  const upcoming = upcomingAt(state, at).map(({ field, to, effectiveFrom }) => ({ field, to, effectiveFrom }));
  return answerOf({
    status,
    ...sheet,
    age: sheet && ageAt(sheet, dateOfDeath ?? localDate(at)),
    communication,
    corrections: corrections.map((one) => shownCorrection(one, actor)),
    upcoming: upcoming.length === 0 ? undefined : upcoming,
    dateOfDeath,
  });
};

export const personInBrief = (kept: ListedPerson, { now }: RequestContext) => {
  const { name, dateOfBirth, birth } = sheetAt(kept.state, now) ?? {};
  const { status, dateOfDeath } = kept.state;
  return answerOf({ ...headOf(kept), status, name, dateOfBirth, birth, dateOfDeath });
};
