import { Either } from '../../written-fields.js';
import { Day, Described, Ref, Refs, Said, SaidOrListed, YesOrHow } from './members.js';

export class Need extends Described {
  @Ref() needId?: string;
  @Said() need?: string;
  @Ref() assessmentId?: string;
  @Ref() findingId?: string;
  @Ref() domain?: string;
  /** The need of the council's plan that this one answers. */
  @Ref() councilNeedId?: string;
  @Ref() sourceNeedId?: string;
  @YesOrHow() eligible?: boolean | string;
  @Said() noActionReason?: string;
  @Ref() actionId?: string;
  @Refs() actionIds?: string[];
  @Refs() outcomeIds?: string[];
  @Refs() goalIds?: string[];
  @Said() priority?: string;
  @Said() level?: string;
  @SaidOrListed() impact?: string | string[];
  @SaidOrListed() outcomesAffected?: string | string[];
  @SaidOrListed() wellbeingImpact?: string | string[];
  @Said() personsWords?: string;
  @Day() identifiedOn?: string;
}

/** A strength or an ability, and how it is used. */
export class Strength extends Described {
  @Ref() strengthId?: string;
  @Ref() abilityId?: string;
  @Said() strength?: string;
  @Said() ability?: string;
  @Ref() assessmentId?: string;
  @Ref() findingId?: string;
  @Ref() domain?: string;
  @Ref() needId?: string;
  @Refs() needIds?: string[];
  @Ref() actionId?: string;
  @Refs() actionIds?: string[];
  @Refs() goalIds?: string[];
  @Refs() outcomeIds?: string[];
  @Either({ text: true, flag: true }, { optional: true }) used?: boolean | string;
  @Said() usedFor?: string;
  @SaidOrListed() usedIn?: string | string[];
  @Said() howUsed?: string;
  @Said() notUsedReason?: string;
  @Said() notUsedBecause?: string;
}
