/** How many lanes an endpoint may use at once. */
export const MOST_LANES = 8;
/** So many failures in a row open the circuit, where more than one lane failed: one alone says nothing of the others. */
const OPENS_AFTER = 5;

/** How much an endpoint is trusted with: closed, it takes `width` lanes; open, only its oldest notice is tried. */
export interface Circuit {
  readonly isOpen: boolean;
  /** Failures in a row. */
  readonly failures: number;
  /** Which lane failed first of them, and whether another one did. */
  readonly lane?: string;
  readonly isWide?: boolean;
  readonly width: number;
}

export const CLOSED: Circuit = { isOpen: false, failures: 0, width: MOST_LANES };

/** A success closes the circuit with one lane, and each further one doubles them. */
export function afterSuccess({ isOpen, width }: Circuit): Circuit {
  return { isOpen: false, failures: 0, width: isOpen ? 1 : Math.min(2 * width, MOST_LANES) };
}

/** A receiver that says it is overloaded, or whose proxy says it is away, gets half the lanes. */
export function afterFailure(circuit: Circuit, failing: string, isOverloaded: boolean): Circuit {
  const { isOpen, failures, width, lane = failing } = circuit;
  const inARow = failures + 1;
  const isWide = circuit.isWide === true || lane !== failing;
  return {
    isOpen: isOpen || (inARow >= OPENS_AFTER && isWide),
    failures: inARow,
    lane,
    isWide,
    width: isOverloaded ? Math.max(Math.floor(width / 2), 1) : width,
  };
}

const OVERLOADED = new Set([429, 502, 503, 504]);

export function isOverloaded(status: number | undefined): boolean {
  return status !== undefined && OVERLOADED.has(status);
}
