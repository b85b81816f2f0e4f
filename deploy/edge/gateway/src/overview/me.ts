import { CAPABILITIES, isPlain, publishedFile, ROLES, type Grade } from '@carethread/contracts';
import type { Caller } from '@carethread/http-api';
import { present, requireText } from '@carethread/ledger';
import type { Mode } from '../edge.js';

export interface Me {
  readonly userId: string;
  readonly tenantId: string;
  readonly roles: readonly { readonly code: string; readonly name: string }[];
  readonly organisationId?: string;
  readonly personId?: string;
  readonly serviceIds: readonly string[];
  readonly qualifications: readonly string[];
  readonly capabilities: readonly { readonly name: string; readonly grades: Readonly<Record<string, Grade>> }[];
  readonly platform: { readonly mode: Mode; readonly version: string };
}

/** Who a caller is by their token, and what the table of roles lets them do. */
export function meOf(caller: Omit<Caller, 'tokenId'>, platform: Me['platform']): Me {
  const { userId, tenantId, roles, organisationId, personId, serviceIds, qualifications } = caller;
  const names: Readonly<Record<string, string>> = ROLES;
  return present<Me>({
    userId,
    tenantId,
    roles: roles.map((code) => ({ code, name: names[code] ?? code })),
    organisationId,
    personId,
    serviceIds,
    qualifications,
    capabilities: capabilitiesOf(roles),
    platform,
  });
}

function capabilitiesOf(roles: readonly string[]): Me['capabilities'] {
  const rows: Readonly<Record<string, Readonly<Partial<Record<string, Grade>>>>> = CAPABILITIES;
  return Object.entries(rows).flatMap(([name, row]) => {
    const grades: Record<string, Grade> = {};
    for (const role of roles) {
      const grade = row[role];
      if (grade !== undefined) grades[role] = grade;
    }
    return Object.keys(grades).length === 0 ? [] : [{ name, grades }];
  });
}

/** The version of the interface that is published with the contracts. */
export function publishedVersion(): string {
  const document: unknown = JSON.parse(publishedFile('openapi.json'));
  if (!isPlain(document)) throw new TypeError('openapi.json is no object');
  return requireText(document['info'], 'version');
}
