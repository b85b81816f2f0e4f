import { Count, Id } from '@carethread/contracts';

export class PlanRef {
  @Id() id!: string;
  @Count({ min: 1 }) version!: number;
}
