import { bodiesContract } from '@carethread/service-kit/testing';
import { risk } from '../risk.service.js';
import { histories } from './histories.js';

bodiesContract(risk, histories);
