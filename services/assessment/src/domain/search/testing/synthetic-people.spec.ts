import { nationalNumber } from '../../person/identifiers.js';
import { postcodeOf } from '../postcodes.js';
import { wholeName } from '../tokens.js';
import { syntheticPeople } from './synthetic-people.js';

const people = syntheticPeople(2_000, 7);

describe('synthetic people', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(syntheticPeople(50, 7)).toEqual(people.slice(0, 50));
    expect(syntheticPeople(50, 8)).not.toEqual(people.slice(0, 50));
  });

  it('are distinct, labelled, and of names of many origins', () => {
    const names = people.map(({ name: { given = '', family = '' } }) => wholeName(`${given} ${family}`));
    expect(new Set(names).size).toBe(2_000);
    expect(new Set(people.map(({ id }) => id)).size).toBe(2_000);
    expect(people.every(({ synthetic }) => synthetic)).toBe(true);
    expect(new Set(people.map(({ stock }) => stock)).size).toBe(7);
  });

  it('have numbers of the range for tests, each their own, and postcodes of no place', () => {
    const numbers = people.flatMap((person) => person.numbers);
    expect(numbers.filter((number) => !/^999/.test(number) || nationalNumber('NHS', number) !== number)).toEqual([]);
    expect(new Set(numbers).size).toBe(numbers.length);
    const postcodes = people.flatMap((person) => person.postcodes);
    expect(postcodes.filter((postcode) => !/^ZZ/.test(postcode) || postcodeOf(postcode) !== postcode)).toEqual([]);
  });

  it('have lived through changes of name, and births that are not known to the day', () => {
    expect(people.filter(({ otherNames }) => otherNames.length > 0).length).toBeGreaterThan(150);
    expect(people.filter(({ birth }) => birth !== undefined).length).toBeGreaterThan(50);
    expect(people.filter(({ name }) => name.preferred !== undefined).length).toBeGreaterThan(150);
    expect(people.filter(({ name }) => name.family === undefined).length).toBeGreaterThan(5);
  });
});
