import { riskAssessment } from '../../domain/risk-assessment/decider.js';
import { changes } from '../changes.js';

export const PATH = '/risk/assessments';

export const change = changes(PATH, riskAssessment, (verb) =>
  verb === 'staff-views' ? 'dissentOnRisk' : 'assessRisk',
);
