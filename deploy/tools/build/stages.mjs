// Runs commands as named stages, two at a time, each with its time; a failing stage shows all that it said.
import { spawn } from 'node:child_process';
import { root } from './ensure.mjs';

const CORES = 2;

/**
 * Runs one command to its end, its output kept.
 * @param {string[]} args what Node is given
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function runNode(args, { env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => resolve({ ok: false, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/**
 * @param {{ name: string, run: () => Promise<{ ok: boolean, output: string, notes?: string }> }[]} stages `notes` are shown where all is well
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runStages(stages) {
  const waiting = [...stages];
  let [passed, failed] = [0, 0];
  const lane = async () => {
    for (let stage = waiting.shift(); stage; stage = waiting.shift()) {
      const startedAt = performance.now();
      const {
        ok,
        output,
        notes = '',
      } = await stage.run().catch((error) => ({ ok: false, output: `${error.stack}\n` }));
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      if (ok) passed += 1;
      else failed += 1;
      console.log(
        `${ok ? 'ok    ' : 'FAILED'}  ${stage.name.padEnd(12)} ${seconds.padStart(6)} s   (${passed + failed}/${stages.length})`,
      );
      const shown = ok ? notes : output;
      if (shown !== '') console.log(shown.trimEnd().replace(/^/gm, '        '));
    }
  };
  await Promise.all(Array.from({ length: CORES }, lane));
  return { passed, failed };
}
