/** What a browser saves instead of showing it. */
export interface SavedFile {
  readonly name: string;
  readonly type: 'application/json';
  readonly text: string;
}
