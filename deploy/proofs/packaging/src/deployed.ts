import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartManifests, processOfChart } from './chart-manifests.js';
import { composeProject, processOfCompose } from './compose-project.js';
import type { Process } from './deployed-process.js';
import { runTool } from './tools.js';

/** One deployment file with the secrets that an operator gives it. */
export interface Deployed {
  process(name: string): Process;
  secretOf(name: string): string;
}

/** The compose file and the chart, with secrets made in the folder by `make-secrets`, as the how-to says. */
export function deployed(secrets: string): Readonly<Record<'compose' | 'chart', Deployed>> {
  const { code, output } = runTool(process.execPath, ['deploy/packaging/compose/make-secrets.mjs', secrets]);
  if (code !== 0) throw new Error(output);
  const made = (name: string): string => readFileSync(join(secrets, name), 'utf8');
  const project = composeProject();
  const manifests = chartManifests(['heads.claim=heads']);
  return {
    compose: { process: (name) => processOfCompose(project, name), secretOf: made },
    chart: {
      process: (name) => processOfChart(manifests, name),
      // The same addresses, with the chart's own path of the key-encryption key.
      secretOf: (name) => {
        const [secret = '', key = ''] = name.split('/');
        if (key === 'kek') return made('kek');
        if (key === 'bus') return 'kafka://kafka:9092';
        const owner = secret === 'carethread-owner' && key !== 'keys' ? '_owner' : '';
        return made(`${key}${owner}_url`).replace('/run/secrets/kek', '/run/carethread/kek');
      },
    },
  };
}
