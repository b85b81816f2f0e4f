import { readFileSync } from 'node:fs';

/** The text of a generated file that every client may rely on: `openapi.json`, `asyncapi.json`, `schemas.json`. */
export function publishedFile(name: string): string {
  return readFileSync(new URL(`../published/${name}`, import.meta.url), 'utf8');
}
