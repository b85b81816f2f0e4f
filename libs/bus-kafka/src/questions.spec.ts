import type { Admin } from 'kafkajs';
import { Questions } from './questions.js';

/** Connections that only count: which is asked, and which were left. */
function connections(): { readonly left: number[]; readonly questions: Questions } {
  const left: number[] = [];
  let made = 0;
  const connect = (): Promise<Admin> => {
    const number = (made += 1);
    const disconnect = (): Promise<void> => Promise.resolve(void left.push(number));
    return Promise.resolve({ number, disconnect } as unknown as Admin);
  };
  return { left, questions: new Questions(connect) };
}

/** What kafkajs throws: an error of its own around what Kafka said. */
function said(type: string): Error {
  return new Error('kafkajs', { cause: Object.assign(new Error(type), { type }) });
}

describe('questions to the brokers', () => {
  it('are put again over another connection while a partition’s leader moves', async () => {
    const { left, questions } = connections();
    const refusals = [said('NOT_LEADER_FOR_PARTITION'), said('LEADER_NOT_AVAILABLE')];
    const answer = await questions.ask((admin) => {
      const refusal = refusals.shift();
      return refusal === undefined
        ? Promise.resolve((admin as unknown as { number: number }).number)
        : Promise.reject(refusal);
    });
    expect(answer).toBe(3);
    expect(left).toEqual([1, 2]);
    await questions.close();
    expect(left).toEqual([1, 2, 3]);
  });

  it('fail at once for any other reason, and the next uses another connection', async () => {
    const { left, questions } = connections();
    let asked = 0;
    const refused = questions.ask(() => {
      asked += 1;
      return Promise.reject(said('UNKNOWN_TOPIC_OR_PARTITION'));
    });
    await expect(refused).rejects.toThrow('kafkajs');
    expect(asked).toBe(1);
    expect(await questions.ask((admin) => Promise.resolve((admin as unknown as { number: number }).number))).toBe(2);
    expect(left).toEqual([1]);
    await questions.close();
  });
});
