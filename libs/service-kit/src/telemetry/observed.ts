import { problemOf } from '@carethread/http-api';
import type { Observer } from '@carethread/runtime';
import type { CommandEnvelope } from '@carethread/runtime';
import type { CommandOutcome } from '@carethread/runtime';
import type { Instruments } from './instruments.js';
import { tracing } from '@carethread/runtime';

/** What is counted and traced around the two doors of a service: its routes, and its write side. */
export class Observed implements Observer {
  constructor(readonly instruments: Instruments) {}

  /** An answer of a route, by its code. */
  async answer<T>(service: string, kind: string, work: () => Promise<T>): Promise<T> {
    try {
      const answered = await work();
      this.instruments.answers.inc({ service, kind, code: 'OK' });
      return answered;
    } catch (error) {
      this.instruments.answers.inc({ service, kind, code: codeOf(error) });
      throw error;
    }
  }

  /** A command at the one door of the write side, whoever wished it. */
  async command(service: string, wish: CommandEnvelope, work: () => Promise<CommandOutcome>): Promise<CommandOutcome> {
    const { commands, commandDurations, appends } = this.instruments;
    const by = askerOf(wish);
    const began = performance.now();
    try {
      const outcome = await tracing.command(service, wish, work);
      const { resent, events } = outcome;
      commands.inc({ service, by, outcome: resent ? 'resent' : events.length === 0 ? 'nothing' : 'stored', code: '' });
      if (!resent && events.length > 0) appends.observe({ service }, events.length);
      return outcome;
    } catch (error) {
      const { broken } = problemOf(error, '');
      commands.inc({ service, by, outcome: broken ? 'failed' : 'refused', code: codeOf(error) });
      throw error;
    } finally {
      commandDurations.observe({ service }, (performance.now() - began) / 1000);
    }
  }
}

function askerOf({ actor }: CommandEnvelope): string {
  if (actor.role !== 'SY') return 'http';
  return actor.userId === 'policy:clock' ? 'clock' : 'policy';
}

function codeOf(error: unknown): string {
  return problemOf(error, '').problem.code;
}
