import { historiesContract } from '@carethread/service-kit/testing';
import { consent } from '../consent.service.js';
import { histories } from './histories.js';

historiesContract(consent, histories, 'services/consent/golden');
