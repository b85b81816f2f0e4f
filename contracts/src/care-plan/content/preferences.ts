import { Either } from '../../written-fields.js';
import { Ref, Refs, Said, SaidOrListed, Timed } from './members.js';

/** What is preferred at one time, where it differs by the time or the day. */
class PreferredTime extends Timed {
  @Ref() meal?: string;
}

/** One of the ten standard topics: what is preferred, or why the topic is not appropriate (CITY-15 to CITY-26). */
class PreferenceTopic extends Timed {
  @Said() notAppropriateReason?: string;
  @SaidOrListed() likes?: string | string[];
  @SaidOrListed() dislikes?: string | string[];
  @Either({ text: true, object: () => PreferredTime }, { optional: true }) weekday?: unknown;
  @Either({ text: true, object: () => PreferredTime }, { optional: true }) weekend?: unknown;
  @Either({ text: true, object: () => PreferredTime }, { optional: true }) saturday?: unknown;
  @Either({ text: true, object: () => PreferredTime }, { optional: true }) sunday?: unknown;
  @Either({ text: true, list: () => PreferredTime }, { optional: true }) times?: unknown;
  @Either({ text: true, list: () => PreferredTime }, { optional: true }) meals?: unknown;
  @Either({ text: true, object: () => PreferredTime }, { optional: true }) breakfast?: unknown;
  @Either({ text: true, object: () => PreferredTime }, { optional: true }) lunch?: unknown;
  @Either({ text: true, object: () => PreferredTime }, { optional: true }) dinner?: unknown;
  @Either({ text: true, object: () => PreferredTime }, { optional: true }) tea?: unknown;
  @Either({ text: true, object: () => PreferredTime }, { optional: true }) supper?: unknown;
}

/** A preference of its own: it leads to an action, or says why it is not met (CITY-09). */
export class Preference extends Timed {
  @Ref() preferenceId?: string;
  @Said() preference?: string;
  @Said() wish?: string;
  @Ref() topic?: string;
  @Ref() domain?: string;
  @Said() importance?: string;
  @Ref() actionId?: string;
  @Refs() actionIds?: string[];
  @Said() notMetReason?: string;
}

const Topic = (): PropertyDecorator => Either({ text: true, object: () => PreferenceTopic }, { optional: true });

/** One member for each of the standard topics. */
export class Topics {
  @Topic() wakingAndRising?: unknown;
  @Topic() meals?: unknown;
  @Topic() morning?: unknown;
  @Topic() afternoon?: unknown;
  @Topic() evening?: unknown;
  @Topic() bedtime?: unknown;
  @Topic() hygiene?: unknown;
  @Topic() medicationAndHealth?: unknown;
  @Topic() activitiesAndPeople?: unknown;
  @Topic() likesAndDislikes?: unknown;
}
/** The ten topics, by their names or together, and what else is preferred. */
export class Preferences extends Topics {
  @Either({ object: () => Topics }, { optional: true }) topics?: Topics;
  @Either({ list: () => Preference }, { optional: true }) items?: Preference[];
  @Either({ list: () => Preference }, { optional: true }) extras?: Preference[];
  @Said() summary?: string;
  @Said() notes?: string;
}
