import { Either } from '../../written-fields.js';
import {
  Day,
  Described,
  Narrative,
  WholeNumber,
  Ref,
  Refs,
  Said,
  SaidOrListed,
  SomebodyNamed,
  Who,
  YesNo,
  YesOrHow,
} from './members.js';

/** Somebody to turn to: a contact, or somebody who matters to the person. */
export class Contact extends Described {
  @Ref() contactId?: string;
  @Ref() userId?: string;
  @Ref() personId?: string;
  @Ref() kind?: string;
  @Ref() name?: string;
  @Ref() role?: string;
  @Ref() relationship?: string;
  @Ref() relation?: string;
  @Ref() organisation?: string;
  @Ref() phone?: string;
  @Ref() telephone?: string;
  @Ref() mobile?: string;
  @Ref() email?: string;
  @SaidOrListed() address?: string | string[];
  @Ref() postcode?: string;
  @Said() availability?: string;
  @Said() frequency?: string;
  @Said() importance?: string;
  @Said() why?: string;
  @WholeNumber() order?: number;
  @YesOrHow() preferred?: boolean | string;
  @YesOrHow() emergency?: boolean | string;
  @YesNo() isEmergency?: boolean;
  @YesOrHow() nextOfKin?: boolean | string;
  @YesOrHow() keyHolder?: boolean | string;
  @YesOrHow() livesWith?: boolean | string;
}

/** A photograph, with the person's agreement, or why there is none (OUT-15). */
class Photo extends Described {
  @Ref() attachmentHash?: string;
  @YesOrHow() agreed?: boolean | string;
  @YesOrHow() refused?: boolean | string;
  @Day() agreedOn?: string;
  @Day() takenOn?: string;
}

/** Who the person is to those who meet them: the one-page profile. */
export class Profile extends Described {
  @Said() penPicture?: string;
  @Either({ text: true, object: () => Photo }, { optional: true }) photo?: unknown;
  @Narrative() whatMatters?: unknown;
  @SaidOrListed() importantTo?: string | string[];
  @SaidOrListed() importantFor?: string | string[];
  @SaidOrListed() howBestToSupport?: string | string[];
  @SaidOrListed() howToSupport?: string | string[];
  @SaidOrListed() likes?: string | string[];
  @SaidOrListed() dislikes?: string | string[];
  @SaidOrListed() interests?: string | string[];
  @SaidOrListed() hobbies?: string | string[];
  @SaidOrListed() goodDay?: string | string[];
  @SaidOrListed() badDay?: string | string[];
  @Said() character?: string;
  @Said() occupation?: string;
  @Ref() name?: string;
  @Ref() preferredName?: string;
  @Ref() knownAs?: string;
  @Ref() pronouns?: string;
  @Ref() language?: string;
  @Day() dateOfBirth?: string;
  @Said() address?: string;
  @Said() placeOfPaperCopy?: string;
  @Said() paperCopyPlace?: string;
  @Either({ text: true, list: () => Contact }, { optional: true }) contacts?: unknown;
}

export class Identity extends Described {
  @SaidOrListed() culture?: string | string[];
  @SaidOrListed() religion?: string | string[];
  @SaidOrListed() faith?: string | string[];
  @SaidOrListed() beliefs?: string | string[];
  @SaidOrListed() spirituality?: string | string[];
  @Said() ethnicity?: string;
  @Said() nationality?: string;
  @SaidOrListed() language?: string | string[];
  @SaidOrListed() languages?: string | string[];
  @Said() gender?: string;
  @Said() sexuality?: string;
  @Ref() pronouns?: string;
  @Ref() preferredName?: string;
  @SaidOrListed() roles?: string | string[];
  @YesOrHow() preferNotToSay?: boolean | string;
}

/** One attempt to learn the person's history, where it is not known. */
class Effort extends Described {
  @Ref() effortId?: string;
  @Day() on?: string;
  @Who() by?: unknown;
  @Who() with?: unknown;
  @Said() how?: string;
  @Said() outcome?: string;
  @Said() result?: string;
}

export class History extends Described {
  @SaidOrListed() lifeStory?: string | string[];
  @SaidOrListed() childhood?: string | string[];
  @SaidOrListed() family?: string | string[];
  @SaidOrListed() work?: string | string[];
  @SaidOrListed() education?: string | string[];
  @SaidOrListed() places?: string | string[];
  @SaidOrListed() interests?: string | string[];
  @SaidOrListed() medical?: string | string[];
  @Narrative() events?: unknown;
  @Either({ text: true, list: () => Effort }, { optional: true }) efforts?: unknown;
}

/** How the person took part. */
export class Involvement extends Described {
  @Said() how?: string;
  @Said() personsWords?: string;
  @Said() degree?: string;
  @SaidOrListed() stepsTried?: string | string[];
  @SaidOrListed() tools?: string | string[];
  @SaidOrListed() evidence?: string | string[];
  @Who() who?: unknown;
  @Who() with?: unknown;
  @Day() on?: string;
}

/** The person's name, where the plan itself says it. */
export class PersonsName {
  @Ref() given?: string;
  @Ref() family?: string;
  @Ref() preferred?: string;
  @Ref() title?: string;
}

export class Identifier {
  @Ref() scheme?: string;
  @Ref() value?: string;
}

/** Days of the person's life that the plan mentions. */
export class LifeDates {
  @Day() dateOfBirth?: string;
  @Day() birth?: string;
  @Day() admittedOn?: string;
  @Day() movedInOn?: string;
  @Day() startedOn?: string;
  @Day() diagnosedOn?: string;
}

/** Who does what for the person, and what is not done (ENG-053, ENG-054). */
class ResponsibilityRow extends Described {
  @Either({ text: true, object: () => SomebodyNamed }, { optional: true }) party?: unknown;
  @SaidOrListed() contribution?: string | string[];
  @Who() who?: unknown;
  @SaidOrListed() responsibility?: string | string[];
  @Said() contact?: string;
  @Ref() role?: string;
  @Ref() actionId?: string;
  @Refs() actionIds?: string[];
  @Refs() needIds?: string[];
}

export class Responsibilities extends Described {
  @Narrative() service?: unknown;
  @Narrative() limits?: unknown;
  @Either({ list: () => ResponsibilityRow }, { optional: true }) matrix?: ResponsibilityRow[];
  @Narrative() person?: unknown;
  @Narrative() family?: unknown;
  @Narrative() carers?: unknown;
  @Narrative() council?: unknown;
  @Narrative() health?: unknown;
  @Narrative() others?: unknown;
}
