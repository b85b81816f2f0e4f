import { progressOn } from './progress.js';

describe('the progress of a demo', () => {
  it('is said once for each tenth where no terminal is', () => {
    const said: string[] = [];
    const progress = progressOn({ isTTY: false, write: (text: string | Uint8Array) => said.push(String(text)) > 0 });
    for (const done of [0, 0.01, 0.099, 0.1, 0.55, 1]) progress(done);
    expect(said.map((line) => /\d+ %/.exec(line)?.[0])).toEqual(['0 %', '10 %', '55 %', '100 %']);
  });
});
