import { afterFailure, afterSuccess, CLOSED, isOverloaded, type Circuit } from './circuit.js';

const failures = (times: number, circuit: Circuit = CLOSED): Circuit =>
  Array.from({ length: times }).reduce<Circuit>((now, _, nth) => afterFailure(now, `lane ${nth % 2}`, false), circuit);

describe('the circuit of an endpoint (PLAT-13)', () => {
  it('opens at the fifth failure in a row, and a success in between starts the count again', () => {
    expect(failures(4).isOpen).toBe(false);
    expect(failures(5).isOpen).toBe(true);
    expect(failures(4, afterSuccess(failures(4))).isOpen).toBe(false);
  });

  it('stays closed where one lane alone fails, however often: others may be well', () => {
    let circuit = CLOSED;
    for (let times = 0; times < 9; times += 1) circuit = afterFailure(circuit, 'a', false);
    expect(circuit.isOpen).toBe(false);
    expect(afterFailure(circuit, 'b', false).isOpen).toBe(true);
  });

  it('closes with one lane and doubles them up to eight', () => {
    let circuit = afterSuccess(failures(7));
    const widths = [circuit.width];
    for (let more = 0; more < 4; more += 1) widths.push((circuit = afterSuccess(circuit)).width);
    expect(widths).toEqual([1, 2, 4, 8, 8]);
  });

  it('halves the lanes of a receiver that is overloaded, and leaves one', () => {
    let circuit = CLOSED;
    const widths = [1, 2, 3, 4].map(() => (circuit = afterFailure(circuit, 'a', true)).width);
    expect(widths).toEqual([4, 2, 1, 1]);
    expect(afterFailure(CLOSED, 'a', false).width).toBe(8);
    expect([429, 502, 503, 504, 500, 301, undefined].map(isOverloaded)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
