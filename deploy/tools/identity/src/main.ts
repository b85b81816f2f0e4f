import { program, refuse } from '@carethread/command-line';
import { errorOf } from '@carethread/ledger';
import { processSettings, runUntilSignal } from '@carethread/service-kit';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { demoMachine } from './demo-machine.js';
import { startIdentity } from './identity-server.js';
import { readMachines, type Machine } from './machine.js';

const STANDARD_URL = 'http://127.0.0.1:3001';

const { machines: file } = program(
  'npm run identity --',
  `The demo's identity server: tokens for the machines of providers, by client credentials and private_key_jwt. It listens at
CARETHREAD_IDENTITY (default ${STANDARD_URL}) and keeps its keys in the data folder. Not for production.`,
)
  .option('--machines <FILE>', 'JSON: {"machines": [{clientId, tenantId, organisationId, scopes?, jwks or jwksUri}]}')
  .parse()
  .opts();

await runUntilSignal(async () => {
  const settings = processSettings();
  if (settings.mode === 'production')
    refuse(
      "this is the demo's identity server: in production yours issues the tokens (docs/how-to/run-in-production.md)",
    );
  const folder = resolve(join(settings.data, 'identity'));
  const demo = await demoMachine(folder);
  const identity = await startIdentity({
    url: settings.identity ?? STANDARD_URL,
    audience: settings.audience,
    folder,
    machines: file === undefined ? [demo] : [demo, ...machinesOf(file)],
  });
  process.stdout.write(
    [
      `The demo's identity server is ready at ${identity.url}`,
      `  machine:  ${demo.clientId}, with the key in ${join(folder, demo.keyFile)}`,
      `  token:    POST ${identity.url}/token (client credentials, private_key_jwt)`,
      `  platform: CARETHREAD_IDENTITY=${identity.url} npm start`,
      '  stop:     Ctrl+C',
      '',
    ].join('\n'),
  );
  return identity;
});

function machinesOf(path: string): readonly Machine[] {
  try {
    return readMachines(readFileSync(path, 'utf8'));
  } catch (error) {
    return refuse(`${path} names no machines: ${errorOf(error).message}`);
  }
}
