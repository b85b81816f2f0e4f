import { historiesContract } from '@carethread/service-kit/testing';
import { risk } from '../risk.service.js';
import { histories } from './histories.js';

historiesContract(risk, histories, 'services/risk/golden');
