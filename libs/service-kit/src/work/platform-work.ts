import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNumber, isText, listOf, parsed, shapeOf } from '@carethread/ledger';
import type { WorkOfUsers } from '@carethread/runtime';
import { OPERATOR_FOLDER, type OperatorAddress } from '../process/operator-api.js';
import { AllWork } from './all-work.js';
import { RemoteWork } from './remote-work.js';

export interface NamedWork {
  readonly name: string;
  readonly work: WorkOfUsers;
}

export interface WorkSite {
  /** The services of this process, as far as they are open. */
  readonly own: readonly NamedWork[];
  /** Services elsewhere, by name, as the settings have them. */
  readonly operators: Readonly<Record<string, readonly string[]>>;
  readonly data: string;
}

/** The work of the whole platform: of the services of this process, and of all others that are known. */
export function platformWork({ own, operators, data }: WorkSite): WorkOfUsers {
  return new AllWork(() => {
    const here = new Set(own.map(({ name }) => name));
    const named = Object.keys(operators).length > 0 ? operators : operatorsIn(data);
    const elsewhere = Object.entries(named).filter(([name]) => !here.has(name));
    return Promise.resolve([
      ...own.map(({ work }) => work),
      ...elsewhere.map(([name, copies]) => new RemoteWork(name, copies)),
    ]);
  });
}

const isAddress = shapeOf<OperatorAddress>({ url: isText, key: isText, pid: isNumber, services: listOf(isText) });

/** The copies of each service, by what processes on this machine left in the data folder. */
function operatorsIn(data: string): Readonly<Record<string, readonly string[]>> {
  const folder = join(data, OPERATOR_FOLDER);
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  const found: Record<string, string[]> = {};
  for (const name of files) {
    const address = addressIn(join(folder, name));
    if (address === undefined || !isRunning(address.pid)) continue;
    for (const service of address.services) (found[service] ??= []).push(address.url);
  }
  return found;
}

/** Undefined where the process has taken its address away meanwhile. */
function addressIn(file: string): OperatorAddress | undefined {
  try {
    return parsed(readFileSync(file, 'utf8'), isAddress, 'the address of a process');
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
