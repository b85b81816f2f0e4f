import { historiesContract } from '@carethread/service-kit/testing';
import { cpaCoordination } from '../cpa-coordination.service.js';
import { histories } from './histories.js';

historiesContract(cpaCoordination, histories, 'services/cpa-coordination/golden');
