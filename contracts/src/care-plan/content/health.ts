import { Either } from '../../written-fields.js';
import { Day, Described, Narrative, OneOf, PROGRESS, Ref, Refs, Said, SaidOrListed, Who, YesOrHow } from './members.js';

export class Condition extends Described {
  @Ref() conditionId?: string;
  @Ref() name?: string;
  @Said() condition?: string;
  @Said() diagnosis?: string;
  @Ref() code?: string;
  @Ref() kind?: string;
  @Said() status?: string;
  @Said() understanding?: string;
  @Said() personsUnderstanding?: string;
  @Said() effect?: string;
  @Said() impact?: string;
  @Said() severity?: string;
  @Said() since?: string;
  @Day() diagnosedOn?: string;
  @Day() resolvedOn?: string;
  @Who() diagnosedBy?: unknown;
  @SaidOrListed() treatment?: string | string[];
  @SaidOrListed() medication?: string | string[];
  @SaidOrListed() management?: string | string[];
  @SaidOrListed() signs?: string | string[];
  @Refs() needIds?: string[];
  @Refs() actionIds?: string[];
}

export class Allergy extends Described {
  @Ref() allergyId?: string;
  @Ref() name?: string;
  @Ref() substance?: string;
  @Ref() allergen?: string;
  @Ref() kind?: string;
  @Ref() code?: string;
  @Said() status?: string;
  @SaidOrListed() reaction?: string | string[];
  @SaidOrListed() reactions?: string | string[];
  @Said() severity?: string;
  @Said() since?: string;
  @Day() notedOn?: string;
  @Day() confirmedOn?: string;
  @Who() confirmedBy?: unknown;
  @YesOrHow() verified?: boolean | string;
  @SaidOrListed() treatment?: string | string[];
  @SaidOrListed() management?: string | string[];
}

/** One side of the person's life: in words, or with what is wished. */
class LifeDomain extends Described {
  @Narrative() needs?: unknown;
  @Narrative() strengths?: unknown;
  @Narrative() wishes?: unknown;
  @Narrative() support?: unknown;
  @Refs() outcomeIds?: string[];
  @Refs() goalIds?: string[];
  @Refs() needIds?: string[];
  @Refs() actionIds?: string[];
  @YesOrHow() preferNotToSay?: boolean | string;
  @Said() notApplicableReason?: string;
}

const Domain = (): PropertyDecorator =>
  Either({ text: true, texts: true, object: () => LifeDomain }, { optional: true });

/** The six domains, and the ten of a Scottish personal plan. */
export class LifeDomains {
  @Domain() health?: unknown;
  @Domain() social?: unknown;
  @Domain() family?: unknown;
  @Domain() mentalHealth?: unknown;
  @Domain() culture?: unknown;
  @Domain() spirituality?: unknown;
  @Domain() physicalHealth?: unknown;
  @Domain() emotionalMental?: unknown;
  @Domain() communication?: unknown;
  @Domain() cultureIdentity?: unknown;
  @Domain() historyWhatMatters?: unknown;
  @Domain() strengths?: unknown;
  @Domain() outcomes?: unknown;
  @Domain() risk?: unknown;
  @Domain() environment?: unknown;
}

/** What is said of health, welfare or safety. */
export class Wellbeing extends Described {
  @Narrative() needs?: unknown;
  @Narrative() conditions?: unknown;
  @Narrative() medication?: unknown;
  @Narrative() medicines?: unknown;
  @Narrative() treatment?: unknown;
  @Narrative() professionals?: unknown;
  @Narrative() gp?: unknown;
  @Narrative() dentist?: unknown;
  @Narrative() optician?: unknown;
  @Narrative() appointments?: unknown;
  @Narrative() mobility?: unknown;
  @Narrative() nutrition?: unknown;
  @Narrative() hydration?: unknown;
  @Narrative() skin?: unknown;
  @Narrative() continence?: unknown;
  @Narrative() sleep?: unknown;
  @Narrative() pain?: unknown;
  @Narrative() mentalHealth?: unknown;
  @Narrative() wellbeing?: unknown;
  @Narrative() social?: unknown;
  @Narrative() finances?: unknown;
  @Narrative() support?: unknown;
  @Narrative() risks?: unknown;
  @Narrative() measures?: unknown;
  @Narrative() equipment?: unknown;
  @Narrative() alarms?: unknown;
  @Narrative() environment?: unknown;
  @Narrative() safeguarding?: unknown;
  @Narrative() emergency?: unknown;
  @Narrative() plan?: unknown;
  @Refs() actionIds?: string[];
}

/** What the person may expect, and was told of it. */
export class Rights extends Described {
  @Narrative() rights?: unknown;
  @Narrative() expectations?: unknown;
  @Narrative() complaints?: unknown;
  @Narrative() advocacy?: unknown;
  @Narrative() access?: unknown;
  @YesOrHow() told?: boolean | string;
  @Day() toldOn?: string;
}

/** What a specialist plan tells the core plan. */
export class KeyInformation extends Described {
  @Ref() specialistPlanId?: string;
  @Ref() planId?: string;
  @Ref() kind?: string;
  @Ref() subtype?: string;
  @Ref() site?: string;
  @Ref() direction?: string;
  @Either({ count: true }, { optional: true }) version?: number;
  @Either({ count: true }, { optional: true }) versionNo?: number;
  @Narrative() keyInformation?: unknown;
  @Narrative() routines?: unknown;
  @Narrative() nonCare?: unknown;
  @Who() author?: unknown;
  @Day() publishedOn?: string;
  @Day() reviewOn?: string;
  @Refs() actionIds?: string[];
}

/** What was recommended when the person left hospital, and whether it is followed. */
export class Discharge extends Described {
  @Ref() dischargeId?: string;
  @Ref() kind?: string;
  @Ref() hospital?: string;
  @Ref() ward?: string;
  @Day() dischargedOn?: string;
  @Narrative() recommendations?: unknown;
  @Said() recommendation?: string;
  @Narrative() rehabilitation?: unknown;
  @Narrative() reablement?: unknown;
  @Who() author?: unknown;
  @Who() recommendedBy?: unknown;
  @Who() responsible?: unknown;
  @YesOrHow() followed?: boolean | string;
  @Said() notFollowedReason?: string;
  @YesOrHow() authorInformed?: boolean | string;
  @Day() authorInformedOn?: string;
  @Day() reviewOn?: string;
  @OneOf(PROGRESS) status?: string;
  @Ref() attachmentHash?: string;
  @Ref() actionId?: string;
  @Refs() actionIds?: string[];
}
