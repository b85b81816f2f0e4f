import { fault, malformed } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { controlBy } from '../dates.js';
import { mustBeLiving } from '../death.js';
import type { RiskFacts } from '../facts.js';
import type { Controls, RiskEvent, Weighing } from './events.js';
import type { RiskState } from './state.js';

export type WeighRisk = { readonly type: 'WeighRisk' } & Omit<Weighing, 'benefits' | 'adverseEffects'> & {
    readonly benefits?: readonly string[];
    readonly adverseEffects?: readonly string[];
  };
export type PlanControls = { readonly type: 'PlanControls' } & Partial<Controls>;

/** A weighing says something; it takes the place of the one before. */
export function weigh(
  { type: _, benefits = [], adverseEffects = [], ...weighing }: WeighRisk,
  __: RiskState,
  context: Context<RiskFacts>,
): readonly RiskEvent[] {
  mustBeLiving(context);
  if (Object.keys(weighing).length === 0 && benefits.length === 0 && adverseEffects.length === 0)
    malformed(fault('', 'empty', 'says nothing of the risk'));
  return [{ type: 'RiskWeighed', payload: { ...weighing, benefits, adverseEffects } }];
}

export function planControls(
  { controls = [], noneReasonableBecause }: PlanControls,
  _: RiskState,
  context: Context<RiskFacts>,
): readonly RiskEvent[] {
  mustBeLiving(context);
  if (controls.length === 0 && noneReasonableBecause === undefined)
    malformed(fault('', 'required', 'names a control, or why none is reasonable'));
  controls.forEach(({ by }, index) => {
    if (by !== undefined) controlBy(by, `controls.${index}.by`, context);
  });
  return [{ type: 'ControlsPlanned', payload: present({ controls, noneReasonableBecause }) }];
}
