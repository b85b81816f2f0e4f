const WIDTH = 30;
const SAID_EVERY_MS = 200;

/** A bar on a terminal; a line for each tenth elsewhere. */
export function progressOn(stream: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>): (done: number) => void {
  let last = 0;
  let tenth = -1;
  return (done) => {
    const percent = Math.round(done * 100);
    if (!stream.isTTY) {
      if (Math.floor(percent / 10) === tenth) return;
      tenth = Math.floor(percent / 10);
      stream.write(`playing a year of the demo’s synthetic people: ${percent} %\n`);
      return;
    }
    if (Date.now() - last < SAID_EVERY_MS && done < 1) return;
    last = Date.now();
    const full = Math.round(done * WIDTH);
    const bar = `${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}`;
    stream.write(`\r[${bar}] playing a year of the demo’s synthetic people${done < 1 ? '' : '\n'}`);
  };
}
