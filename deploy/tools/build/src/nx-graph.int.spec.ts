import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

it('Nx knows from the imports which projects a change touches', () => {
  const nx = ['node_modules/nx/dist/bin/nx.js', 'show', 'projects', '--affected', '--json'];
  const { stdout } = spawnSync(process.execPath, [...nx, '--files=libs/views-mongodb/src/mongo-views.ts'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true' },
  });
  const affected: unknown = JSON.parse(stdout);
  // The kit imports it, and what imports the kit follows.
  expect(affected).toEqual(
    expect.arrayContaining(
      ['views-mongodb', 'service-kit', 'care-plan', 'embedded'].map((name) => `@carethread/${name}`),
    ),
  );
  expect(affected).not.toContain('@carethread/ledger');
  expect(affected).not.toContain('@carethread/runtime');
});
