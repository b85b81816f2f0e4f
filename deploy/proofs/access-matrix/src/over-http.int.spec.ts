import { startEmbedded } from '@carethread/embedded';
import { textMember } from '@carethread/ledger';
import { readSettings, type Platform } from '@carethread/service-kit';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COLUMNS, type Column } from './expected/columns.js';
import { expected } from './expected/expected.js';
import { gradeOf, OPERATIONS, PERSONLESS, ROLE_ORDER, type Operation } from './expected/operations.js';
import { tenantId } from './identities.js';
import { requestOf, WITHOUT_THING } from './requests.js';
import { idle } from './test-mode.js';
import { textIn, Token } from './token.js';
import { world, type World } from './world.js';

const ALL = process.env['CARETHREAD_MATRIX'] === 'all';
const OF_THE_TRUST: readonly string[] = [
  'case',
  'caseRelated',
  'newCaseAttachment',
  'newDisclosure',
  'disclosure',
  'disclosures',
  'newCase',
];

const WITHOUT_PLAN: readonly Column[] = ['otherProvider', 'formerProvider', 'grantOfAnother'];

/** One role of each grade that the row permits, another for each operation in turn, and one that it never permits. */
function rolesFor(operation: Operation, turn: number): readonly string[] {
  if (ALL) return ROLE_ORDER;
  const picked = ['Y', 'R', 'P', undefined].flatMap((grade) => {
    const found = ROLE_ORDER.filter((role) => gradeOf(operation.row, role) === grade);
    return found.length === 0 ? [] : [found[turn % found.length] ?? ''];
  });
  return picked;
}

describe('R18–R29: the matrix over HTTP', () => {
  let platform: Platform;
  let data: string;
  let here: World;
  /** Whom each operation refused, by route: they are in the access log of the person asked about. */
  const refused = new Map<string, Set<string>>();

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'carethread-matrix-'));
    const settings = readSettings({ CARETHREAD_PORT: '0', CARETHREAD_DATA: data, CARETHREAD_MODE: 'test' });
    platform = await startEmbedded(settings);
    here = await world(await platform.listen());
  }, 300_000);
  afterAll(async () => {
    await platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  /** In this world there is neither the other tenant's configuration, nor a first plan of another provider. */
  const inWorld = ({ method, path, thing, kind }: Operation, column: Column): boolean => {
    if (WITHOUT_THING.includes(`${method} ${path}`)) return false;
    if (column === 'otherTenant') return !['configuration', 'people'].includes(thing) || kind === 'command';
    return !path.endsWith('/first-plan') || !WITHOUT_PLAN.includes(column);
  };

  it.each(OPERATIONS.map((operation, turn) => [`${operation.method} ${operation.path}`, operation, turn] as const))(
    '%s',
    async (name, operation, turn) => {
      const wrong: string[] = [];
      for (const role of rolesFor(operation, turn))
        for (const column of COLUMNS.filter((one) => inWorld(operation, one))) {
          const token = await here.tokenOf(role, column, OF_THE_TRUST.includes(operation.thing));
          const { method, path, body, headers } = requestOf(
            operation,
            column === 'formerHolder' ? here.left : here.served,
          );
          const wanted = expected(operation, role, column);
          const before = wanted === 'open' ? undefined : await idle(here.url);
          const { status, code } = await token.call(method, path, body, headers);
          const isRefused = status === 401 || code === 'NOT_FOUND' || (status === 403 && wanted === 403);
          if (wanted === 'open' ? status === 401 || code === 'NOT_FOUND' : !isRefused || status !== wanted)
            wrong.push(`${role} ${column}: ${status} ${code ?? ''}, not ${wanted}`);
          if (before !== undefined && (await idle(here.url)) !== before)
            wrong.push(`${role} ${column}: something was stored`);
          if ((wanted === 404 || wanted === 403) && column !== 'formerHolder') note(refused, name, token.userId);
        }
      expect(wrong).toEqual([]);
    },
    120_000,
  );

  it('PLAT-24: every refusal about the person is in the access log, alone or in a folded entry', async () => {
    const logged = new Set<string>();
    for (const personId of [here.served['person'], here.served['caseless']]) {
      const self = await Token.of(here.url, { userId: tenantId, tenantId, roles: ['PE'], personId });
      for (const entry of await self.list(`/consent/persons/${personId}/access-log`))
        if (textMember(entry, 'outcome') === 'refused')
          logged.add(`${textIn(entry, 'route')} ${textIn(entry, 'userId')}`);
    }
    const missing: string[] = [];
    for (const { method, path, thing } of OPERATIONS) {
      if (NOBODYS.includes(thing)) continue;
      const name = `${method} ${path}`;
      for (const userId of refused.get(name) ?? [])
        if (!logged.has(`${name} ${userId}`)) missing.push(`${name} ${userId}`);
    }
    expect([...new Set(missing.map((one) => one.split(' ').slice(0, 2).join(' ')))]).toEqual([]);
  });
});

/** Operations on nobody's record: nobody's access log has them. */
const NOBODYS: readonly string[] = [...PERSONLESS, 'registration', 'audit'];

function note(refused: Map<string, Set<string>>, name: string, userId: string): void {
  const known = refused.get(name) ?? new Set<string>();
  known.add(userId);
  refused.set(name, known);
}
