import { Either } from '../../written-fields.js';
import { Clock, Day, Described, Ref, Refs, Said, SaidOrListed, Timed, YesNo, YesOrHow } from './members.js';

/** What a clinical action follows (ENG-018). */
export class Guideline extends Described {
  @Ref() issuingBody?: string;
  @Ref() edition?: string;
  @Ref() reference?: string;
  @Said() url?: string;
  @Day() publishedOn?: string;
}

/** What is done, how, when, where and by whom (ENG-003). */
export class Action extends Timed {
  @Ref() actionId?: string;
  @Said() action?: string;
  @Ref() domain?: string;
  @Said() priority?: string;
  @SaidOrListed() instructions?: string | string[];
  @Ref() needId?: string;
  @Refs() needIds?: string[];
  @Ref() outcomeId?: string;
  @Refs() outcomeIds?: string[];
  @Ref() goalId?: string;
  @Refs() goalIds?: string[];
  @Ref() preferenceId?: string;
  @Refs() preferenceIds?: string[];
  @Refs() strengthIds?: string[];
  @Ref() riskId?: string;
  @Refs() riskIds?: string[];
  @Ref() restrictionId?: string;
  @Refs() restrictionIds?: string[];
  @SaidOrListed() promotes?: string | string[];
  @YesNo() clinical?: boolean;
  @Either({ text: true, object: () => Guideline }, { optional: true }) guideline?: string | Guideline;
  @Said() guidelineReason?: string;
  @Said() noGuidelineReason?: string;
  /** The person does it themselves. */
  @YesOrHow() selfDone?: boolean | string;
  @Day() selfDoneUntil?: string;
  @SaidOrListed() equipment?: string | string[];
  @Either({ text: true, count: true }, { optional: true }) staff?: string | number;
  @Either({ text: true, count: true }, { optional: true }) carers?: string | number;
  @Day() startsOn?: string;
  @Day() endsOn?: string;
  @Day() reviewOn?: string;
  @Clock() startTime?: string;
  @Clock() endTime?: string;
}

/** What is done regularly, and how the person likes it done. */
export class Routine extends Timed {
  @Ref() routineId?: string;
  @Said() routine?: string;
  @Ref() actionId?: string;
  @Refs() actionIds?: string[];
  @Ref() preferenceId?: string;
  @Refs() preferenceIds?: string[];
  @Refs() needIds?: string[];
}
