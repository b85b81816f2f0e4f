import { spawnSync } from 'node:child_process';
import { provider } from './givens.js';
import { draftedPlan, publishedVersion } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

/** The scripts whose parts the pages show are run whole, each against a platform of its own. */
describe('the calls that the documentation shows', () => {
  let platform: StoryPlatform | undefined;
  afterEach(() => platform?.stop());

  const run = (
    script: string,
    ...given: readonly string[]
  ): { readonly status: number | null; readonly output: string } => {
    const { status, stdout, stderr } = spawnSync('sh', [script, ...given], { encoding: 'utf8', timeout: 60_000 });
    return { status, output: stdout + stderr };
  };

  it('how to use the API: every call of the page is answered as the page says', async () => {
    platform = await StoryPlatform.start();
    const { status, output } = run('docs/how-to/use-the-api.sh', platform.url);
    expect([status, output]).toEqual([0, expect.stringContaining('every call was answered as the page says')]);
  });

  it('the first steps of the README, in demo mode, end with what the person reads of themselves', async () => {
    platform = await StoryPlatform.start({ mode: 'demo' });
    const { status, output } = run('docs/examples/first-steps.sh', platform.url);
    expect([status, output]).toEqual([0, expect.stringContaining('"dateOfBirth":"1941-05-04"')]);
  });

  it('integrating a provider: the machine finds its subscription, reads and acknowledges notices, and reads on', async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-05-04T09:00:00.000Z');
    const at = await provider(platform);
    const plan = await draftedPlan(platform, at);
    await at.manager.post('/care-plan/subscriptions', { personId: plan.person.id });
    await publishedVersion(at, plan);
    await platform.idle();
    const machine = await platform.actor({ roles: ['SY'], organisationId: at.id });
    const { status, output } = run('docs/how-to/integrate-a-provider.sh', platform.url, machine.token, plan.person.id);
    expect([status, output]).toEqual([0, expect.stringContaining('every call was answered as the page says')]);
  });

  it('subscribing to changes: one feed, by pages and as a stream, with everything fetched and acknowledged', async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-05-04T09:00:00.000Z');
    const at = await provider(platform);
    const plan = await draftedPlan(platform, at);
    await at.manager.post('/care-plan/subscriptions', { personId: plan.person.id });
    await publishedVersion(at, plan);
    await platform.idle();
    const scope = 'notices.read notices.acknowledge plans.read';
    const machine = await platform.actor({ roles: ['SY'], organisationId: at.id, scope });
    const { status, output } = run('docs/how-to/subscribe-to-changes.sh', platform.url, machine.token);
    expect([status, output]).toEqual([0, expect.stringContaining('every call was answered as the page says')]);
    expect(output).toContain('event: notice');
    expect(output).toContain('"acknowledged":1');
  });
});
