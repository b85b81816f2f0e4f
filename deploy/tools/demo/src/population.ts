import { uuidV5 } from '@carethread/ledger';

const GIVEN = ['Alder', 'Bryony', 'Clover', 'Damson', 'Elder', 'Fern', 'Gorse', 'Hazel', 'Iris', 'Juniper', 'Larch'];
const FAMILY = ['Synthetic', 'Example', 'Specimen', 'Sample', 'Placeholder', 'Invented', 'Madeup'];
const OLDEST = Date.parse('1925-01-01');
const YOUNGEST = Date.parse('1961-01-01');
const DAY_MS = 86_400_000;

/** Everything that a played file may draw on, made from a seed: the same seed sends the same requests. */
export class Population {
  constructor(readonly seed: number) {}

  id(...name: readonly (string | number)[]): string {
    return uuidV5('carethread-demo', this.seed, ...name);
  }

  /** What is known of a person from the beginning. No name is anybody's. */
  person(index: number): Readonly<Record<string, unknown>> {
    const born = OLDEST + this.#draw(index, 'born', Math.floor((YOUNGEST - OLDEST) / DAY_MS)) * DAY_MS;
    return {
      number: index + 1,
      run: `run-${index}`,
      given: GIVEN[this.#draw(index, 'given', GIVEN.length)],
      family: `${FAMILY[this.#draw(index, 'family', FAMILY.length)]} ${index + 1}`,
      born: new Date(born).toISOString().slice(0, 10),
    };
  }

  /** What the so manieth of those who act under a name is called, where a file asks for it. */
  nameOf(user: string, no: number): string {
    return `${user} ${no + 1} (synthetic)`;
  }

  /** A number below `of`, the same for the same seed, person and name. */
  #draw(index: number, name: string, of: number): number {
    return Number.parseInt(this.id('draw', index, name).slice(0, 8), 16) % of;
  }
}
