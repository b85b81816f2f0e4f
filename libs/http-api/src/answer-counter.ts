import { SCOPE } from '@carethread/runtime';
import { metrics } from '@opentelemetry/api';
import { problemOf } from './problem.js';

export type CountAnswer = <T>(kind: string, work: () => Promise<T>) => Promise<T>;

/** Counts what the routes of a service answer, by code: OK, or that of the refusal. */
export function answerCounter(service: string): CountAnswer {
  const answers = metrics.getMeter(SCOPE).createCounter('carethread_answers_total', {
    description: 'What routes answered: commands, reads, lists and queries by code (OK, or that of the refusal)',
  });
  return async (kind, work) => {
    try {
      const answered = await work();
      answers.add(1, { service, kind, code: 'OK' });
      return answered;
    } catch (error) {
      answers.add(1, { service, kind, code: problemOf(error, '').problem.code });
      throw error;
    }
  };
}
