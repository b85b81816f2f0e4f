import { Either } from '../../written-fields.js';
import {
  SomebodyNamed,
  Day,
  Described,
  Narrative,
  WholeNumber,
  Ref,
  Refs,
  Said,
  SaidOrListed,
  YesOrHow,
} from './members.js';
import { ChangeAction } from './planning.js';

/** Whole pence (ENG-058); that the parts add up is a rule. */
class Budget {
  @WholeNumber() total?: number;
  @WholeNumber() council?: number;
  @WholeNumber() person?: number;
  @Said() frequency?: string;
  @Said() period?: string;
  @Said() notes?: string;
  @Day() from?: string;
}

class DirectPayment extends Described {
  @Ref() needId?: string;
  @Refs() needIds?: string[];
  @WholeNumber() pence?: number;
  @WholeNumber() amount?: number;
  @Said() frequency?: string;
  @Day() from?: string;
  @Day() to?: string;
}

/** What the council provides, or how a need is met. */
class Provision extends Described {
  @Ref() needId?: string;
  @Refs() needIds?: string[];
  @Ref() serviceType?: string;
  @Ref() providerId?: string;
  @Said() provider?: string;
  @Said() frequency?: string;
  @Said() how?: string;
  @Either({ text: true, count: true }, { optional: true }) hours?: string | number;
  @Said() purpose?: string;
  @YesOrHow() directPayment?: boolean | string;
}

const Provided = (): PropertyDecorator =>
  Either({ text: true, texts: true, flag: true, object: () => Provision, list: () => Provision }, { optional: true });

/** Care Act 2014 s.25(1) (ENG-057). */
export class Council extends Described {
  @Provided() eligibility?: unknown;
  @Provided() provision?: unknown;
  @Provided() needsMet?: unknown;
  @Provided() outcomes?: unknown;
  @Provided() advice?: unknown;
  @Provided() services?: unknown;
  @Provided() carers?: unknown;
  @Provided() prevention?: unknown;
  @Either({ object: () => Budget }, { optional: true }) budget?: Budget;
  @Either({ list: () => DirectPayment }, { optional: true }) directPayments?: DirectPayment[];
  @YesOrHow() withoutAgreement?: boolean | string;
}

/** A professional or a carer of somebody under the CPA. */
class CpaParty extends SomebodyNamed {
  @Ref() team?: string;
  @Ref() telephone?: string;
  @SaidOrListed() contribution?: string | string[];
  @SaidOrListed() support?: string | string[];
  @Said() what?: string;
  @Said() notes?: string;
  @YesOrHow() receivesCopy?: boolean | string;
}

/** The level as it is decided: alone, or with its day and its reasons. */
class DecidedLevel {
  @Ref() level?: string;
  @Day() effectiveFrom?: string;
  @Said() rationale?: string;
}

const Area = (): PropertyDecorator => Narrative();

export class Cpa extends Described {
  @Either({ text: true, object: () => DecidedLevel }, { optional: true }) level?: unknown;
  @Area() social?: unknown;
  @Area() medicalTreatment?: unknown;
  @Area() medical?: unknown;
  @Area() medication?: unknown;
  @Area() psychological?: unknown;
  @Area() domestic?: unknown;
  @Area() accommodation?: unknown;
  @Area() finance?: unknown;
  @Area() finances?: unknown;
  @Area() employment?: unknown;
  @Area() work?: unknown;
  @Area() education?: unknown;
  @Area() training?: unknown;
  @Area() personalCare?: unknown;
  @Area() physicalHealth?: unknown;
  @Area() parenting?: unknown;
  @Area() caring?: unknown;
  @Area() legal?: unknown;
  @Area() aftercare?: unknown;
  @Area() relapseSigns?: unknown;
  @Area() crisisPlan?: unknown;
  @Area() unmetNeeds?: unknown;
  @Either({ list: () => CpaParty }, { optional: true }) professionals?: CpaParty[];
  @Either({ list: () => CpaParty }, { optional: true }) carers?: CpaParty[];
  @Either({ text: true, object: () => CpaParty }, { optional: true }) coordinator?: unknown;
  @Either({ list: () => ChangeAction }, { optional: true }) changeActions?: ChangeAction[];
  @Day() nextReviewOn?: string;
}
