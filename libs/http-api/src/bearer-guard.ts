import { Refusal } from '@carethread/contracts';
import type { Type } from '@nestjs/common';
import { AuthGuard, PassportModule, PassportStrategy, type IAuthGuard } from '@nestjs/passport';
import { Strategy } from 'passport-custom';
import type { AdmittedRequest } from './admission.js';
import type { Caller } from './tokens.js';

const BEARER = 'carethread-bearer';

/**
 * The passport strategy of the platform. `admit` verifies the bearer token before it reads a byte of the body; this strategy accepts
 * the caller that it found, and nobody else. It holds no verifier: passport keeps one strategy of a name for the whole process, in
 * which tests run several platforms.
 */
export class BearerStrategy extends PassportStrategy(Strategy, BEARER) {
  validate({ caller }: AdmittedRequest): Caller {
    if (caller === undefined) throw new Refusal('UNAUTHENTICATED');
    return caller;
  }
}

/** Guards the routes of every service. */
export const BearerGuard: Type<IAuthGuard> = AuthGuard(BEARER);

/** Has passport put whom it authenticated where the routes read it. */
export const passportModule = PassportModule.register({ defaultStrategy: BEARER, property: 'caller', session: false });
