import { peopleDue } from './people-due.js';

const work = (id: string, dueAt: string, personId?: string) => ({
  id,
  dueAt,
  service: 'review',
  type: 'obligation' as const,
  kind: 'monthlyCheck',
  title: null,
  state: 'open',
  due: 'overdue' as const,
  href: '/',
  ...(personId !== undefined && { personId }),
});

describe('what is due today', () => {
  it('begins with whoever’s item is the most urgent, and shows nobody’s work twice', () => {
    const people = [
      { personId: 'calm', next: { kind: 'review', dueAt: '2026-09-01T00:00:00Z', planId: 'p' } },
      { personId: 'late' },
      { personId: 'free' },
    ];
    const items = [
      work('1', '2026-05-01T00:00:00Z', 'late'),
      work('2', '2026-05-02T00:00:00Z'),
      work('3', '2026-05-03T00:00:00Z', 'elsewhere'),
    ];
    const due = peopleDue(people, items);
    expect(due.people.map(({ person, work: own }) => [person.personId, own.map(({ id }) => id)])).toEqual([
      ['late', ['1']],
      ['calm', []],
      ['free', []],
    ]);
    expect(due.other.map(({ id }) => id)).toEqual(['2', '3']);
  });
});
