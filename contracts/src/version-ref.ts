import { Count, Id } from './fields.js';

/** A record at one of its versions. */
export class VersionRef {
  @Id() readonly id!: string;
  @Count() readonly version!: number;
}
