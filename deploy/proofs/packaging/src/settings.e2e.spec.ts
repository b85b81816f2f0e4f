import { readSettings, SETTINGS } from '@carethread/service-kit';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SERVICE_NAMES } from '@carethread/services';
import { deployed, type Deployed } from './deployed.js';
import { substitute } from './local-substitution.js';
import { ROOT } from './tools.js';

/** No server is needed: every setting in the deployment files is one that the code reads. */
const NOWHERE = {
  postgres: 'postgres://postgres@127.0.0.1:1/postgres',
  mongodb: 'mongodb://127.0.0.1:1',
  kafka: 'kafka://127.0.0.1:1',
  collector: 'http://127.0.0.1:1',
};
const KNOWN = new Set(Object.values(SETTINGS).flatMap(({ name }) => [name, `${name}_FILE`]));

let folder: string;
let sources: Readonly<Record<string, Deployed>>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'carethread-settings-'));
  sources = deployed(join(folder, 'secrets'));
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function environmentOf(source: string, name: string): Readonly<Record<string, string>> {
  const from = sources[source];
  if (from === undefined) throw new Error(`no ${source}`);
  const at = { folder: join(folder, source, name), port: 1, servers: NOWHERE, root: ROOT };
  return substitute(from.process(name), at, (secret) => from.secretOf(secret)).environment;
}

const deployedEnvironment = (source: string, name: string) => sources[source]?.process(name).environment ?? {};

describe.each(['compose', 'chart'])('the environment of the %s', (source) => {
  it.each([...SERVICE_NAMES, 'front', 'migrate', 'topics'])(
    'of %s has no variable that the code does not read',
    (name) => {
      expect(Object.keys(environmentOf(source, name)).filter((variable) => !KNOWN.has(variable))).toEqual([]);
    },
  );

  it.each(SERVICE_NAMES)('lets %s start in production, with nothing stored on its own disk', (name) => {
    const settings = readSettings(environmentOf(source, name));
    expect(settings).toMatchObject({
      mode: 'production',
      services: [name],
      log: expect.stringMatching(/^postgres:/),
      views: expect.stringMatching(/^mongodb:/),
      bus: expect.stringMatching(/^kafka:/),
      keys: expect.stringMatching(/^postgres:.*kek=/),
      attachments: expect.stringMatching(/^postgres:/),
    });
  });

  it('lets the service that mails and shows calendars ask every other one, on the port that it opens for that', () => {
    const { operators, smtp } = readSettings(environmentOf(source, 'assessment'));
    const others = SERVICE_NAMES.filter((name) => name !== 'assessment');
    expect([Object.keys(operators), smtp]).toEqual([others, undefined]);
    for (const name of others) {
      const { CARETHREAD_OPERATOR_HOST: host, CARETHREAD_OPERATOR_PORT: port } = deployedEnvironment(source, name);
      expect([host, operators[name]]).toEqual([
        '0.0.0.0',
        [expect.stringMatching(new RegExp(`^http://(care-)?${name}:${port}$`))],
      ]);
      expect(deployedEnvironment(source, name)).not.toHaveProperty('CARETHREAD_OPERATORS');
    }
  });

  it('lets the front start in production, knowing every service', () => {
    const { mode, upstreams } = readSettings(environmentOf(source, 'front'));
    expect({ mode, services: Object.keys(upstreams) }).toEqual({ mode: 'production', services: SERVICE_NAMES });
  });
});
