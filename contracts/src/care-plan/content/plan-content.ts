import { EachOrNull } from '../../fields.js';
import { Either } from '../../written-fields.js';
import {
  Contact,
  History,
  Identifier,
  Identity,
  Involvement,
  LifeDates,
  PersonsName,
  Profile,
  Responsibilities,
} from './about-me.js';
import { Action, Routine } from './actions.js';
import { Day, Said } from './members.js';
import { Council, Cpa } from './commissioned.js';
import { Goal, Outcome } from './goals.js';
import { Allergy, Condition, Discharge, KeyInformation, LifeDomains, Rights, Wellbeing } from './health.js';
import { Need, Strength } from './needs.js';
import {
  Communication,
  Contingency,
  FuturePlanning,
  Legal,
  NonCareNotice,
  RestrictionLink,
  RiskLink,
} from './planning.js';
import { Preferences } from './preferences.js';

const one = (of: () => new () => object): PropertyDecorator => Either({ object: of }, { optional: true });
const many = (of: () => new () => object): PropertyDecorator => Either({ list: of }, { optional: true });

/**
 * The sections of a plan (model §10.1): what a draft, a proposal, a correction and a change that a review agreed may hold. A later
 * profile adds optional members here and makes them required in its rules; what is stored is never measured by it.
 */
export class PlanContentBody {
  @Said() personsView?: string;
  @one(() => Profile) profile?: Profile;
  @Said() whatMatters?: string;
  @one(() => Identity) identity?: Identity;
  @one(() => History) history?: History;
  @many(() => Contact) importantPeople?: Contact[];
  @many(() => Condition) conditions?: Condition[];
  @many(() => Allergy) allergies?: Allergy[];
  @many(() => Need) needs?: Need[];
  @many(() => Strength) strengths?: Strength[];
  @many(() => Strength) abilities?: Strength[];
  @many(() => Outcome) outcomes?: Outcome[];
  @many(() => Goal) goals?: Goal[];
  /** Why there is no goal, where there is none. */
  @Said() noGoalsReason?: string;
  @many(() => Action) actions?: Action[];
  @one(() => Preferences) preferences?: Preferences;
  @many(() => Routine) routines?: Routine[];
  @one(() => LifeDomains) lifeDomains?: LifeDomains;
  @one(() => Responsibilities) responsibilities?: Responsibilities;
  @many(() => RiskLink) riskLinks?: RiskLink[];
  @many(() => RestrictionLink) restrictionLinks?: RestrictionLink[];
  @many(() => KeyInformation) specialistKeyInformation?: KeyInformation[];
  @one(() => Communication) communication?: Communication;
  @many(() => Discharge) discharge?: Discharge[];
  @one(() => Contingency) contingency?: Contingency;
  @one(() => FuturePlanning) futurePlanning?: FuturePlanning;
  @one(() => Legal) legal?: Legal;
  @many(() => NonCareNotice) nonCareNotices?: NonCareNotice[];
  @one(() => Council) council?: Council;
  @one(() => Cpa) cpa?: Cpa;
  @one(() => Wellbeing) health?: Wellbeing;
  @one(() => Wellbeing) welfare?: Wellbeing;
  @one(() => Wellbeing) safety?: Wellbeing;
  @one(() => Rights) rights?: Rights;
  @many(() => Contact) contacts?: Contact[];
  @Either({ text: true, object: () => Involvement }, { optional: true }) involvement?: unknown;
  @Day() nextReviewBy?: string;
  /** Corrections once put these here; today they are set right where they stand, in the basic information sheet. */
  @one(() => PersonsName) name?: PersonsName;
  @many(() => Identifier) identifiers?: Identifier[];
  @one(() => LifeDates) dates?: LifeDates;
}

/** What is saved of a draft: each section as it is to be, or null, which takes it out. */
@EachOrNull
export class PlanDraftBody extends PlanContentBody {}
