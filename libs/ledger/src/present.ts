import { typed } from './typed.js';

/**
 * An object literal without those optional members that are undefined: absent members are absent, not null and not undefined, in
 * what is stored, published and answered (architecture §4). The type comes from where the object goes, so that a member which is
 * misspelt, or belongs to nothing there, does not compile.
 */
export function present<T extends object = never>(members: Given<NoInfer<T>>): T {
  // What is not undefined here has the type that T gives it.
  for (const value of Object.values(members)) if (value === undefined) return typed(withoutUndefined(members));
  return typed(members);
}

/** Optional members may be undefined here, and so may those of a dictionary. */
type Given<T> = {
  readonly [Name in keyof T]: string extends Name
    ? T[Name] | undefined
    : object extends Pick<T, Name>
      ? T[Name] | undefined
      : T[Name];
};

function withoutUndefined(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** The named members of an object that it has; an absent one stays absent. */
export function pick<From extends object, Name extends keyof From>(
  from: From,
  ...names: readonly Name[]
): Pick<From, Name> {
  return typed(Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]]))));
}

/** Whether a list holds something: an append has at least one event. */
export function isFilled<Item>(list: readonly Item[]): list is readonly [Item, ...Item[]] {
  return list.length > 0;
}

/** A list that holds something; an empty one is absent. */
export function filled<Item>(list: readonly Item[]): readonly Item[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** The items of a list that are given, in their order: one that is undefined is left out. */
export function presentItems<Item>(...items: readonly (Item | undefined)[]): Item[] {
  return items.flatMap((item) => (item === undefined ? [] : [item]));
}
