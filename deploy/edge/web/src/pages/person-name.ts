import type { SharedWords } from '../words/en.js';

interface Name {
  readonly given?: string;
  readonly family?: string;
  readonly preferred?: string;
}

/** A person's name as a list says it; those whom the user may not know by name are called what they are. */
export function fullName(name: Name | undefined, shared: SharedWords): string {
  const full = [name?.given, name?.family].filter((part) => part !== undefined).join(' ');
  return full === '' ? shared.thePerson : full;
}
