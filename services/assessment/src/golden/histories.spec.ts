import { historiesContract } from '@carethread/service-kit/testing';
import { assessment } from '../assessment.service.js';
import { histories } from './histories.js';

historiesContract(assessment, histories, 'services/assessment/golden');
