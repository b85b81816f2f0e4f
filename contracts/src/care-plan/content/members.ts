import { Code, LocalDate, type FieldOptions } from '../../fields.js';
import { PARTY_KINDS } from '../../kinds.js';
import { Either, Reference, TimeOfDay, Words } from '../../written-fields.js';

/**
 * The members of a plan's sections. Each may be absent and each text blank: a draft is saved half done, and what is missing is
 * refused with a code of its own when it is proposed. Items answer to several names that are in use; all are read.
 */
const OPTIONAL: FieldOptions = { optional: true };

/** Words, blank or not. */
export const Said = (): PropertyDecorator => Words(OPTIONAL);
/** Words, or a list of them. */
export const SaidOrListed = (): PropertyDecorator => Either({ text: true, texts: true }, OPTIONAL);
/** Yes or no, or in words how. */
export const YesOrHow = (): PropertyDecorator => Either({ text: true, flag: true }, OPTIONAL);
export const YesNo = (): PropertyDecorator => Either({ flag: true }, OPTIONAL);
/** The id of an item, of this plan or of another record, or a name. */
export const Ref = (): PropertyDecorator => Reference(OPTIONAL);
export const Refs = (): PropertyDecorator => Either({ names: true }, OPTIONAL);
export const Day = (): PropertyDecorator => LocalDate(OPTIONAL);
export const Clock = (): PropertyDecorator => TimeOfDay(OPTIONAL);
export const WholeNumber = (): PropertyDecorator => Either({ count: true }, OPTIONAL);
export const OneOf = (values: readonly string[]): PropertyDecorator => Code(values, OPTIONAL);

/** How far a goal, an outcome or a step has come. */
export const PROGRESS = [
  'proposed',
  'planned',
  'active',
  'open',
  'inProgress',
  'progressing',
  'partlyMet',
  'met',
  'achieved',
  'notMet',
  'notAchieved',
  'noChange',
  'worse',
  'paused',
  'onHold',
  'abandoned',
  'ended',
  'closed',
] as const;

/** Labels that keep content from those who do not need it. */
export const SENSITIVITIES = ['none', 'sensitive', 'endOfLife', 'anticipatory', 'sexualHealth'] as const;

/** Somebody, by kind, id, name or role. */
export class SomebodyNamed {
  @OneOf(PARTY_KINDS) kind?: string;
  @Ref() id?: string;
  @Ref() userId?: string;
  @Ref() name?: string;
  @Ref() role?: string;
  @Ref() organisation?: string;
  @Ref() organisationId?: string;
  @Ref() agency?: string;
  @Ref() relationship?: string;
  @Ref() relation?: string;
  @Ref() phone?: string;
  @Ref() email?: string;
}

/** Somebody in words, as a party, or several of them. */
export const Who = (): PropertyDecorator =>
  Either({ text: true, object: () => SomebodyNamed, list: () => SomebodyNamed }, OPTIONAL);

/** What any item may say of itself, under any of the names in use. */
export class Described {
  @Ref() id?: string;
  @Said() text?: string;
  @Said() statement?: string;
  @Said() what?: string;
  @Said() description?: string;
  @Said() title?: string;
  @Said() summary?: string;
  @Said() content?: string;
  @SaidOrListed() details?: string | string[];
  @SaidOrListed() notes?: string | string[];
  @Said() note?: string;
  @Said() comment?: string;
  @Said() reason?: string;
  @Said() source?: string;
  @Ref() label?: string;
  @Ref() type?: string;
  @Ref() category?: string;
  @Day() date?: string;
  @Day() recordedOn?: string;
  @Who() recordedBy?: unknown;
  @Either({ flag: true, text: true }, OPTIONAL) sensitive?: boolean | string;
  @OneOf(SENSITIVITIES) sensitivity?: string;
  /** Asked, and not wished for. */
  @YesOrHow() declined?: boolean | string;
}

/** One thing said in words, as an item, or as several. */
export const Narrative = (): PropertyDecorator =>
  Either({ text: true, object: () => Described, list: () => Described }, OPTIONAL);

/** When in a day or a week something is, in words or by the clock. */
export class Timed extends Described {
  @Said() when?: string;
  @Said() where?: string;
  @Said() how?: string;
  @SaidOrListed() support?: string | string[];
  @Said() frequency?: string;
  @SaidOrListed() days?: string | string[];
  @Said() day?: string;
  @Clock() time?: string;
  @Clock() at?: string;
  @Clock() start?: string;
  @Clock() end?: string;
  @Clock() from?: string;
  @Clock() to?: string;
  /** It ends on the day after it starts. */
  @YesNo() overnight?: boolean;
  @Either({ text: true, count: true }, OPTIONAL) duration?: string | number;
  @Who() who?: unknown;
  @Who() responsible?: unknown;
}
