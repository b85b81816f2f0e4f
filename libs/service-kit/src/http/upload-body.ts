/** Bytes that came over HTTP, with what they say they are. */
export class Upload {
  constructor(
    readonly bytes: Uint8Array,
    readonly mediaType: string,
  ) {}
}
