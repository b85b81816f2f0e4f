import { Id, Count } from '@carethread/contracts';

export class Ref {
  @Id() id!: string;
  @Count({ min: 1 }) version!: number;
}
