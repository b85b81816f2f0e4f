import type { Known, Player } from './player.js';

/** People of a population whose lives one file tells. */
export interface Lives {
  readonly player: Player;
  readonly known: readonly Known[];
}

interface Instalment {
  readonly at: string;
  readonly lives: Lives;
  /** The steps from this one on, up to the next that has a time. */
  readonly from: number;
  readonly to: number;
}

/** Plays several files under one clock, which only goes on: what they tell of happens in its order, whichever file tells it. */
export async function playTogether(
  all: readonly Lives[],
  setClock: (at: string) => Promise<void>,
  /** What a file tells of later has not happened yet. */
  until: string,
  progress: (done: number) => void = () => undefined,
): Promise<void> {
  const instalments = all
    .flatMap(instalmentsOf)
    .filter(({ at }) => at <= until)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  let done = 0;
  const whole = instalments.reduce((sum, { lives, from, to }) => sum + (to - from) * lives.known.length, 0);
  for (const { at, lives, from, to } of instalments) {
    await setClock(at);
    for (let index = from; index < to; index++) {
      await lives.player.take(index, lives.known);
      progress((done += lives.known.length) / whole);
    }
  }
}

function instalmentsOf(lives: Lives): readonly Instalment[] {
  const { steps } = lives.player.file;
  const starts = steps.flatMap(({ at }, index) => (at === undefined ? [] : [{ at, index }]));
  return starts.map(({ at, index }, no) => ({
    at,
    lives,
    from: index,
    to: starts[no + 1]?.index ?? steps.length,
  }));
}
