/**
 * One line of an audit export, without its line end: exactly this text, so that a changed byte anywhere is seen.
 * @param text the event's canonical text, as stored
 */
export function exportLine(position: number, logHash: string, text: string): string {
  return `{"position":${position},"logHash":"${logHash}","event":${text}}`;
}

const LINE_FEED = 0x0a;

/**
 * The lines of an export file, as bytes. A line ends at U+000A and nowhere else: canonical JSON leaves U+2028 and U+2029 as
 * they are, and readers that break lines there would cut an event in two.
 */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let begun: Uint8Array[] = [];
  for await (const chunk of chunks) {
    let from = 0;
    for (let to = chunk.indexOf(LINE_FEED); to >= 0; to = chunk.indexOf(LINE_FEED, from)) {
      begun.push(chunk.subarray(from, to));
      yield Buffer.concat(begun);
      begun = [];
      from = to + 1;
    }
    // A copy: the reader may use its buffer again.
    if (from < chunk.length) begun.push(chunk.slice(from));
  }
  if (begun.length > 0) yield Buffer.concat(begun);
}
