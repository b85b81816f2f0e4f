import { DEMO_USERS, type DemoUser } from '@carethread/gateway';
import { Population } from './population.js';

/** Who acts in a command file, by the role of the demo's user who does. */
const ROLE_OF: Readonly<Record<string, string>> = {
  administrator: 'PA',
  assessor: 'AS',
  manager: 'SM',
  keyworker: 'KW',
  staff: 'CS',
  machine: 'SY',
  coordinator: 'CC',
  teamManager: 'TM',
  auditor: 'AU',
};
/** Whose organisation a name of a command file stands for. */
const OFFICE_OF: Readonly<Record<string, string>> = { provider: 'KW', council: 'AS', trust: 'CC' };

export function demoUserOf(role: string): DemoUser {
  const user = DEMO_USERS.find(({ roles }) => roles.includes(role));
  if (user === undefined) throw new Error(`the demo has no user with the role ${role}`);
  return user;
}

/** The population of the demo: those who act first are the users whom demo mode gives tokens to anyway. */
export class DemoPopulation extends Population {
  override id(...name: readonly (string | number)[]): string {
    const [kind = '', who = '', ...more] = name;
    if (kind === 'tenant') return demoUserOf('PA').tenantId;
    const office = name.length === 1 ? OFFICE_OF[String(kind)] : undefined;
    if (office !== undefined) return demoUserOf(office).organisationId ?? super.id(...name);
    const role = kind === 'user' && more.length === 0 ? ROLE_OF[String(who)] : undefined;
    return role === undefined ? super.id(...name) : demoUserOf(role).userId;
  }

  override nameOf(user: string, no: number): string {
    if (user === 'person') {
      const { given, family } = this.person(no);
      return `${String(given)} ${String(family)}`;
    }
    const role = ROLE_OF[user];
    const { name } = role === undefined ? { name: user } : demoUserOf(role);
    return no === 0 ? name : name.replace(' (synthetic)', ` ${no + 1} (synthetic)`);
  }
}
