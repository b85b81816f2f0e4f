import type { Heads, ProcessState, Travelled, ViewsStep } from '@carethread/http-api';
import { member, numberMember, present, requireList, requireText, textMember, textMembers } from '@carethread/ledger';

// What travels between the gateway and the processes of a platform in test mode, checked where it arrives. Each throws TypeError.

export function stateIn(message: unknown): ProcessState {
  return present({
    now: requireText(message, 'now'),
    next: textMember(message, 'next'),
    recordedAt: textMember(message, 'recordedAt'),
  });
}

export function headsIn(message: unknown): Heads {
  if (typeof message !== 'object' || message === null) throw new TypeError('positions are an object');
  const heads: Record<string, number> = {};
  for (const name of Object.keys(message)) {
    const position = numberMember(message, name);
    if (position === undefined) throw new TypeError(`the position of ${name} is no number`);
    heads[name] = position;
  }
  return heads;
}

export function travelledIn(message: unknown): Travelled {
  return {
    topic: requireText(message, 'topic'),
    key: requireText(message, 'key'),
    headers: textMembers(member(message, 'headers')),
    value: requireText(message, 'value'),
  };
}

export function messagesIn(message: unknown): readonly Travelled[] {
  if (!Array.isArray(message)) throw new TypeError('messages must be a list');
  return message.map(travelledIn);
}

export function viewsStepIn(message: unknown): ViewsStep {
  const step = member(message, 'step');
  if (step === 'pause' || step === 'drop' || step === 'resume') return step;
  throw new TypeError('a step is pause, drop or resume');
}

export function busHoldIn(message: unknown): { readonly paused: boolean; readonly hold: readonly string[] } {
  return {
    paused: member(message, 'paused') === true,
    hold: requireList(message, 'hold').map(String),
  };
}
