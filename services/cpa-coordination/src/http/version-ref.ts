import { Count, Id } from '@carethread/contracts';

export class VersionRef {
  @Id() id!: string;
  /** The current one where it is left out. */
  @Count({ min: 1, optional: true }) version?: number;
}
