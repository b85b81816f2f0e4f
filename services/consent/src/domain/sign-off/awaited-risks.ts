import type { Context } from '@carethread/event-sourcing';
import type { ConsentFacts } from '../facts.js';
import { completion } from './completion.js';
import type { SignOffEvent } from './events.js';
import { isOpen, type SignOffState } from './state.js';

export type AwaitRisk = { readonly type: 'AwaitRisk'; readonly riskId: string; readonly version: number };
export type NoteRiskSigned = { readonly type: 'NoteRiskSigned'; readonly riskId: string; readonly version?: number };
export type ReleaseRisk = { readonly type: 'ReleaseRisk'; readonly riskId: string };

export function awaitRisk(
  { riskId, version }: AwaitRisk,
  state: SignOffState,
  { facts: { signedRisks } }: Context<ConsentFacts>,
): readonly SignOffEvent[] {
  return !isOpen(state) || Math.max(state.risks[riskId] ?? 0, signedRisks[riskId] ?? 0) >= version
    ? []
    : [{ type: 'RiskAwaited', payload: { riskId, version } }];
}

export function noteRiskSigned(
  { riskId, ...command }: NoteRiskSigned,
  state: SignOffState,
  context: Context,
): readonly SignOffEvent[] {
  const awaited = state.risks[riskId];
  const { version = awaited ?? 0 } = command;
  if (!isOpen(state) || awaited === undefined || (state.risksSigned[riskId] ?? 0) >= version) return [];
  const next = { ...state, risksSigned: { ...state.risksSigned, [riskId]: version } };
  return [{ type: 'RiskSigned', payload: { riskId, version } }, ...completion(next, context)];
}

export function releaseRisk({ riskId }: ReleaseRisk, state: SignOffState, context: Context): readonly SignOffEvent[] {
  const { [riskId]: awaited, ...risks } = state.risks;
  if (!isOpen(state) || awaited === undefined) return [];
  return [{ type: 'RiskReleased', payload: { riskId } }, ...completion({ ...state, risks }, context)];
}
