import { checked, isNumber, isText, shapeOf, textMember, uuidV5 } from '@carethread/ledger';
import type { Outcome } from './verb.js';
import type { NamedLog } from './logs.js';

interface Parked {
  readonly policy: string;
  readonly position: number;
  readonly factId: string;
  readonly error: string;
}

const isParked = shapeOf<Parked>({ policy: isText, position: isNumber, factId: isText, error: isText });

/** What stands in each service's parking stream and has not been released. */
export async function park(logs: readonly NamedLog[]): Promise<Outcome> {
  const parked: (Parked & { service: string })[] = [];
  for (const { name, log } of logs) {
    const events = await log.readStream(`parking-${uuidV5('parking', name)}`);
    const held = new Map<string, Parked>();
    for (const { event } of events) {
      const key = `${textMember(event.payload, 'policy')} ${textMember(event.payload, 'factId')}`;
      if (event.type === 'FactParked') held.set(key, checked(event.payload, isParked, 'a parked fact'));
      else held.delete(key);
    }
    parked.push(...[...held.values()].map((one) => ({ service: name, ...one })));
  }
  return {
    code: parked.length === 0 ? 0 : 1,
    result: { parked },
    lines: parked.length === 0 ? ['nothing is parked'] : parked.map((one) => JSON.stringify(one)),
  };
}
