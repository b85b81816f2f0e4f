import { existsSync, globSync, readFileSync } from 'node:fs';

interface RuleMutant {
  readonly rule: string;
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly spec: string;
}
const mutants = globSync('deploy/tools/build/rule-mutants/*.json')
  .sort()
  .flatMap((file) => JSON.parse(readFileSync(file, 'utf8')) as RuleMutant[]);

describe('the mutations that npm run mutants -- --rules plants', () => {
  it('stand where they say, and change something there', () => {
    const lost = mutants.filter(
      ({ file, from, to }) => from === to || !existsSync(file) || !readFileSync(file, 'utf8').includes(from),
    );
    expect(lost.map(({ rule, name }) => `${rule}: ${name}`)).toEqual([]);
  });

  it('take away every repair, R1 to R39, and have a name of their own', () => {
    const rules = new Set(mutants.map(({ rule }) => rule));
    expect(Array.from({ length: 39 }, (_, index) => `R${index + 1}`).filter((rule) => !rules.has(rule))).toEqual([]);
    const names = mutants.map(({ rule, name }) => `${rule}: ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });
});
