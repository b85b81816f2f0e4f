import { Either } from '../../written-fields.js';
import { Contact } from './about-me.js';
import {
  Day,
  Described,
  Narrative,
  OneOf,
  Ref,
  Refs,
  Said,
  SaidOrListed,
  Timed,
  Who,
  YesNo,
  YesOrHow,
  WholeNumber,
} from './members.js';

/** What happens when something changes: what sets it off, what is done, and who does it (CPA-05). */
export class ChangeAction extends Described {
  @Ref() changeActionId?: string;
  @Said() trigger?: string;
  @Said() action?: string;
  @Said() when?: string;
  @Said() how?: string;
  @Who() who?: unknown;
  @Who() responsible?: unknown;
  @Said() contact?: string;
  @Ref() phone?: string;
  @Ref() actionId?: string;
}

export class Contingency extends Described {
  @Narrative() copingStrategies?: unknown;
  @Narrative() crisisPlan?: unknown;
  @Narrative() triggers?: unknown;
  @Narrative() earlyWarnings?: unknown;
  @Narrative() earlySigns?: unknown;
  @Narrative() signs?: unknown;
  @Narrative() plan?: unknown;
  @Narrative() emergency?: unknown;
  @Narrative() anticipatory?: unknown;
  @Narrative() whatHelps?: unknown;
  @Narrative() whoToContact?: unknown;
  @Either({ text: true, list: () => ChangeAction }, { optional: true }) changeActions?: unknown;
  @Either({ text: true, list: () => Contact }, { optional: true }) contacts?: unknown;
  @Either({ text: true, list: () => Contact }, { optional: true }) emergencyContacts?: unknown;
}

export class FuturePlanning extends Described {
  @Narrative() anticipatory?: unknown;
  @Narrative() endOfLife?: unknown;
  @Narrative() wishes?: unknown;
  @Narrative() ifUnableToDecide?: unknown;
  @Narrative() preferredPlace?: unknown;
  @Narrative() advanceStatement?: unknown;
  @YesOrHow() notNow?: boolean | string;
  @Said() answer?: string;
  @Day() offeredOn?: string;
  @Day() notBefore?: string;
  @Day() reviewOn?: string;
}

/** A finding, an authority, an advance decision or an advocate that the plan rests on. */
class LegalItem extends Described {
  @Ref() findingId?: string;
  @Ref() authorityId?: string;
  @Ref() decisionId?: string;
  @Ref() restrictionId?: string;
  @Ref() decision?: string;
  @Ref() kind?: string;
  @Ref() name?: string;
  @Said() scope?: string;
  @Ref() reference?: string;
  @YesOrHow() hasCapacity?: boolean | string;
  @YesOrHow() offered?: boolean | string;
  @Who() who?: unknown;
  @Who() by?: unknown;
  @Day() on?: string;
  @Day() from?: string;
  @Day() to?: string;
  @Day() reviewOn?: string;
}

const LegalMatter = (): PropertyDecorator =>
  Either({ text: true, object: () => LegalItem, list: () => LegalItem }, { optional: true });

export class Legal extends Described {
  @LegalMatter() capacityFindings?: unknown;
  @LegalMatter() capacity?: unknown;
  @LegalMatter() authorities?: unknown;
  @LegalMatter() advanceDecisions?: unknown;
  @LegalMatter() advocacy?: unknown;
  @LegalMatter() bestInterests?: unknown;
  @LegalMatter() restrictions?: unknown;
  @LegalMatter() orders?: unknown;
  @Said() status?: string;
}

export class RiskLink extends Described {
  @Ref() riskId?: string;
  @WholeNumber() version?: number;
  @Ref() actionId?: string;
  @Refs() actionIds?: string[];
}

export class RestrictionLink extends Described {
  @Ref() restrictionId?: string;
  @WholeNumber() version?: number;
  @Ref() actionId?: string;
  @Refs() actionIds?: string[];
}

/** What those who do not care for the person must know, and no more. */
export class NonCareNotice extends Described {
  @Ref() noticeId?: string;
  @Said() notice?: string;
  @SaidOrListed() audience?: string | string[];
  @SaidOrListed() targetGroup?: string | string[];
  @SaidOrListed() recipients?: string | string[];
  @Ref() specialistPlanId?: string;
  @Day() from?: string;
  @Day() to?: string;
}

/** How the day is recorded, by whom and with which tool (CITY-47 to CITY-49). */
export const RECORDING_FORMATS = ['diarySheet', 'communicationLog', 'other'] as const;

/** An attempt to communicate, or what was seen of how the person communicates. */
class CommunicationItem extends Timed {
  @Ref() method?: string;
  @Ref() kind?: string;
  @Ref() need?: string;
  @Day() on?: string;
  @Who() by?: unknown;
  @Who() with?: unknown;
  @Said() outcome?: string;
  @Said() result?: string;
  @Said() reaction?: string;
  @Said() observation?: string;
  @Said() means?: string;
}

const Communicated = (): PropertyDecorator =>
  Either(
    { text: true, texts: true, object: () => CommunicationItem, list: () => CommunicationItem },
    { optional: true },
  );

export class Communication extends Described {
  @Communicated() needs?: unknown;
  @Communicated() methods?: unknown;
  @Communicated() attempts?: unknown;
  @Communicated() observations?: unknown;
  @Communicated() tools?: unknown;
  @Communicated() aids?: unknown;
  @Communicated() hearing?: unknown;
  @Communicated() sight?: unknown;
  @Communicated() speech?: unknown;
  @Communicated() understanding?: unknown;
  @Communicated() interpreter?: unknown;
  @Communicated() support?: unknown;
  @SaidOrListed() language?: string | string[];
  @SaidOrListed() languages?: string | string[];
  @Ref() preferredLanguage?: string;
  @Ref() firstLanguage?: string;
  @SaidOrListed() formats?: string | string[];
  @Said() format?: string;
  @OneOf(RECORDING_FORMATS) recordingFormat?: string;
  @Said() recordingReason?: string;
  @YesNo() interpreterNeeded?: boolean;
}
