import { historiesContract } from '@carethread/service-kit/testing';
import { reviewService } from '../review.service.js';
import { histories } from './histories.js';

historiesContract(reviewService, histories, 'services/review/golden');
