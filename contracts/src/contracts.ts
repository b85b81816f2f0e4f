import type { AssessmentContracts } from './assessment/events.js';
import type { CarePlanContracts } from './care-plan/events.js';
import type { ConsentContracts } from './consent/events.js';
import type { CpaContracts } from './cpa-coordination/events.js';
import type { ReviewContracts } from './review/events.js';
import type { RiskContracts } from './risk/events.js';

/** Every published contract by type: what its clear and its sealed part hold. */
export type Contracts = AssessmentContracts &
  CarePlanContracts &
  RiskContracts &
  ReviewContracts &
  ConsentContracts &
  CpaContracts;

export type ContractType = keyof Contracts;

/** A contract's data as its consumers read it: clear and sealed merged. */
export type ContractData<Type extends ContractType> = Contracts[Type]['clear'] & Contracts[Type]['sealed'];

/** The members that a contract's part may have, by name. */
export type MembersOf<Type extends ContractType, Part extends 'clear' | 'sealed'> = keyof Contracts[Type][Part] &
  string;
