import { historiesContract, named, type History } from '../testing/index.js';
import { attachment } from './attachments.js';
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
  {
    category: 'attachment',
    steps: [
      {
        wish: {
          type: 'AddAttachment',
          hash: 'a'.repeat(64),
          mediaType: 'image/png',
          bytes: 12,
          keyId: `${named('key')}.0`,
        },
      },
    ],
  },
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
  { name: 'care-plan', deciders: [task, attachment, parking], publish: {} },
  histories,
  'libs/service-kit/golden',
);
