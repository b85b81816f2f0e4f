import { bodiesContract } from '@carethread/service-kit/testing';
import { cpaCoordination } from '../cpa-coordination.service.js';
import { histories } from './histories.js';

bodiesContract(cpaCoordination, histories);
