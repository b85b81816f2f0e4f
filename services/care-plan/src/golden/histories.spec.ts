import { historiesContract } from '@carethread/service-kit/testing';
import { carePlanService } from '../care-plan.service.js';
import { histories } from './histories.js';

historiesContract(carePlanService, histories, 'services/care-plan/golden');
