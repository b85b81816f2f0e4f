import { startEmbedded } from '@carethread/embedded';
import { readSettings, type Platform } from '@carethread/service-kit';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountsOf, accountsOfNobody, areAccounts } from './demo-accounts.js';
import { demoUserOf } from './demo-population.js';
import { populate } from './populate.js';

interface Listed {
  readonly items: readonly { readonly late?: number; readonly state?: string; readonly name?: object }[];
}

describe('the people of the demo', () => {
  const data = mkdtempSync(join(tmpdir(), 'carethread-populated-'));
  let platform: Platform;
  let accounts: ReturnType<typeof accountsOf>;

  beforeAll(async () => {
    accounts = accountsOf(await populate(data, () => undefined, { year: 2, weeks: 1, waiting: 1 }));
    platform = await startEmbedded(
      readSettings({ CARETHREAD_MODE: 'demo', CARETHREAD_PORT: '0', CARETHREAD_DATA: data }),
    );
    await platform.app.init();
  }, 300_000);
  afterAll(async () => {
    await platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  const list = async (role: string, path: string): Promise<Listed['items']> => {
    const token = await platform.issuer?.issue(demoUserOf(role));
    const headers = { authorization: `Bearer ${token?.accessToken ?? ''}` };
    const answer = await platform.app.getHttpAdapter().getInstance().inject({ url: path, headers });
    expect([path, answer.statusCode]).toEqual([path, 200]);
    return answer.json<Listed>().items;
  };

  it('are looked after by the users whom demo mode has anyway: little is late, and something waits for each', async () => {
    const people = await list('KW', '/overview/people?mine=true');
    expect(people).toHaveLength(5);
    expect(people.filter(({ late = 0 }) => late > 0).length).toBeLessThanOrEqual(1);
    expect(await list('SM', '/assessment/handovers?state=issued')).toHaveLength(1);
    expect(await list('AS', '/assessment/assessments?state=inProgress')).toHaveLength(1);
  });

  it('live in the present: nothing is dated later than now', async () => {
    for (const runtime of platform.runtimes) {
      const { recordedAt = '' } = await runtime.log.head();
      expect(recordedAt <= new Date().toISOString()).toBe(true);
    }
    expect(Math.abs(platform.clock.now() - Date.now())).toBeLessThan(1_000);
  });

  it('may sign in, each with a word on who they are; each person sees their own record', async () => {
    expect(areAccounts(JSON.parse(JSON.stringify(accounts)))).toBe(true);
    const people = accounts.filter(({ roles }) => roles.includes('PE'));
    expect(people).toHaveLength(7);
    for (const account of people) {
      const token = await platform.issuer?.issue(account);
      const answer = await platform.app
        .getHttpAdapter()
        .getInstance()
        .inject({
          url: `/assessment/persons/${account.personId ?? ''}`,
          headers: { authorization: `Bearer ${token?.accessToken ?? ''}` },
        });
      expect(answer.statusCode).toBe(200);
    }
  });
});

describe('a demo without people', () => {
  it('has a user of each kind who needs nobody, and no machine', () => {
    const roles = accountsOfNobody().flatMap((account) => account.roles);
    expect(roles).toEqual(expect.arrayContaining(['KW', 'CS', 'SM', 'AS', 'CC', 'TM', 'AU', 'DP', 'PA']));
    expect(roles).not.toContain('SY');
    expect(roles).not.toContain('PE');
  });
});
