import { attachment, cpaAttachment } from '@carethread/event-sourcing';
import { historiesContract, named, type History } from '../testing/index.js';
import { parking } from './parking.js';
import { task } from './tasks.js';

const histories: readonly History[] = [
  {
    category: 'task',
    steps: [
      {
        wish: {
          type: 'RaiseTask',
          kind: 'reassessRisk',
          forRole: 'KW',
          forUserId: named('keyworker'),
          dueAt: '2026-03-05T09:00:00.000Z',
          ref: { riskId: named('risk'), noticeNo: 1 },
        },
        role: 'SY',
      },
      { wish: { type: 'CloseTask', outcome: 'done' } },
    ],
  },
  ...[attachment, cpaAttachment].map(({ category }) => ({
    category,
    steps: [{ wish: { type: 'StoreAttachment', hash: 'a'.repeat(64), mediaType: 'image/png', size: 12 } }],
  })),
  {
    category: 'parking',
    personless: true,
    steps: [
      { wish: { type: 'Park', policy: 'a-policy', position: 7, factId: named('fact'), error: 'Error' }, role: 'SY' },
      { wish: { type: 'Release', policy: 'a-policy', factId: named('fact') }, role: 'SY' },
    ],
  },
];

historiesContract(
  { name: 'care-plan', deciders: [task, attachment, cpaAttachment, parking], publish: {} },
  histories,
  'libs/service-kit/golden',
);
