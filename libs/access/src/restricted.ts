import type { Relations } from './relations.js';

/** The person, and the officers who answer for the record: they read what is restricted, whatever for (D20). */
const READ_ALL: readonly string[] = ['PE', 'DP', 'AU'];

/** The sections of a person's plans whose processing is restricted now, for whatever reader. */
export function restrictedSections({ restrictedSections: all = {} }: Relations): readonly string[] {
  return [...new Set(Object.values(all).flat())].sort();
}

/** Those of them that are not shown to whoever reads in this role. */
export function sectionsKeptFrom(role: string, relations: Relations): readonly string[] {
  return READ_ALL.includes(role) ? [] : restrictedSections(relations);
}
