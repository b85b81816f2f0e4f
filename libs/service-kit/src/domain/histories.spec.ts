import { attachment, cpaAttachment } from '@carethread/event-sourcing';
import { historiesContract, named, type History } from '../testing/index.js';
import { parking } from '@carethread/runtime';
import { task } from './tasks.js';

const histories: readonly History[] = [
  {
    category: 'task',
    steps: [
      {
        command: {
          type: 'RaiseTask',
          kind: 'reassessRisk',
          forRole: 'KW',
          forUserId: named('keyworker'),
          dueAt: '2026-03-05T09:00:00.000Z',
          ref: { riskId: named('risk'), noticeNo: 1 },
        },
        role: 'SY',
      },
      { command: { type: 'CloseTask', outcome: 'done' }, role: 'DP' },
    ],
  },
  {
    category: 'task',
    steps: [
      {
        command: {
          type: 'RaiseTask',
          kind: 'regionLevelDecision',
          forRole: 'CC',
          forUserId: named('coordinator'),
          organisationId: named('trust'),
          teamId: named('team'),
          subject: { kind: 'case', id: named('case') },
          since: '2026-03-02T09:00:00.000Z',
          dueAt: '2026-03-30T22:59:59.999Z',
          ref: { caseId: named('case') },
        },
        role: 'SY',
      },
      { command: { type: 'ChangeTaskDue', dueAt: '2026-03-09T23:59:59.999Z' }, role: 'SY' },
      {
        command: {
          type: 'ReassignTask',
          forRole: 'CC',
          forUserId: named('successor'),
          organisationId: named('trust'),
          teamId: named('team'),
          because: 'coordinatorReallocated',
        },
        role: 'SY',
      },
      { command: { type: 'CloseTask', outcome: 'met' }, role: 'SY' },
    ],
  },
  {
    category: 'task',
    steps: [
      {
        command: {
          type: 'RaiseTask',
          kind: 'obligationMissed',
          forRole: 'KW',
          forUserId: named('keyworker'),
          organisationId: named('provider'),
          subject: { kind: 'obligation', id: named('obligation') },
          since: '2026-03-02T09:00:00.000Z',
          dueAt: '2026-03-02T09:00:00.000Z',
          ref: { planId: named('plan') },
          escalatedTo: [{ forRole: 'SM', organisationId: named('provider'), step: 'manager' }],
        },
        role: 'SY',
      },
      { command: { type: 'EscalateTask', forRole: 'AS', step: 'council' }, role: 'SY' },
      {
        command: {
          type: 'ReassignTask',
          forRole: 'SM',
          organisationId: named('successor'),
          because: 'caseMoved',
          step: 'manager',
        },
        role: 'SY',
      },
      { command: { type: 'CloseTask', outcome: 'met' }, role: 'SY' },
    ],
  },
  ...[attachment, cpaAttachment].map(({ category }) => ({
    category,
    steps: [{ command: { type: 'StoreAttachment', hash: 'a'.repeat(64), mediaType: 'image/png', size: 12 } }],
  })),
  {
    category: 'parking',
    personless: true,
    steps: [
      { command: { type: 'Park', policy: 'a-policy', position: 7, factId: named('fact'), error: 'Error' }, role: 'SY' },
      { command: { type: 'Release', policy: 'a-policy', factId: named('fact') }, role: 'SY' },
    ],
  },
];

historiesContract(
  { name: 'care-plan', deciders: [task, attachment, cpaAttachment, parking], publish: {} },
  histories,
  'libs/service-kit/golden',
);
