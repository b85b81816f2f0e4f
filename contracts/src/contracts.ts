import * as assessment from './assessment/events.js';
import * as carePlan from './care-plan/events.js';
import * as consent from './consent/events.js';
import type { ContractClass } from './contract.js';
import * as cpaCoordination from './cpa-coordination/events.js';
import * as review from './review/events.js';
import * as risk from './risk/events.js';

type Exported = typeof assessment &
  typeof carePlan &
  typeof risk &
  typeof review &
  typeof consent &
  typeof cpaCoordination;

/** Every class of a published contract. */
type AnyContract = Extract<Exported[keyof Exported], ContractClass>;
export type ContractType = AnyContract['type'];

/** A contract's data as its consumers read it: clear and sealed members in one. */
export type ContractData<Type extends ContractType> = InstanceType<Extract<AnyContract, { readonly type: Type }>>;

const classes: readonly ContractClass[] = [assessment, carePlan, risk, review, consent, cpaCoordination].flatMap(
  (service) => Object.values(service),
);

/** The class of every published contract by its type: what the six `events.ts` export. */
export const CONTRACTS: ReadonlyMap<string, ContractClass> = new Map(classes.map((one) => [one.type, one]));
