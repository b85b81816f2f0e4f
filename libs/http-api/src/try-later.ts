import { Refusal } from '@carethread/contracts';

/** Too many of something at once: the client may come again after so many seconds. */
export class TryLater extends Refusal {
  constructor(readonly seconds: number) {
    super('UNAVAILABLE');
  }
}
