/** One process as a deployment file starts it: its command, its environment, and the files that its secrets are mounted as. */
export interface Process {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Path in the container → name of the secret behind it. */
  readonly secrets: Readonly<Record<string, string>>;
}
