import { Controller, Get, Module, Req, UseGuards } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import 'reflect-metadata';
import type { AdmittedRequest } from './admission.js';
import { BearerGuard, BearerStrategy, passportModule } from './bearer-guard.js';
import { ProblemFilter } from './nest-controller.js';

@Controller()
@UseGuards(BearerGuard)
class Records {
  @Get('record')
  read(@Req() { caller }: AdmittedRequest): object {
    return { userId: caller?.userId };
  }
}
@Module({ imports: [passportModule], controllers: [Records], providers: [BearerStrategy] })
class App {}

describe('the guard of every route', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await NestFactory.create<NestFastifyApplication>(App, new FastifyAdapter(), { logger: false });
    app.useGlobalFilters(new ProblemFilter(() => undefined));
    const fastify = app.getHttpAdapter().getInstance();
    fastify.addHook('onRequest', (request: AdmittedRequest, _, done) => {
      const userId = request.headers['x-verified'];
      if (typeof userId === 'string')
        request.caller = { userId, tenantId: 't', tokenId: 'j', roles: [], serviceIds: [], qualifications: [] };
      done();
    });
    await app.init();
    await fastify.ready();
  });
  afterAll(() => app.close());

  it('lets in whom admission verified', async () => {
    const answer = await app.inject({ url: '/record', headers: { 'x-verified': 'synthetic-user' } });
    expect([answer.statusCode, answer.json()]).toEqual([200, { userId: 'synthetic-user' }]);
  });

  it('refuses whoever admission did not verify, whatever header they bring', async () => {
    const answer = await app.inject({ url: '/record', headers: { authorization: 'Bearer x' } });
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'UNAUTHENTICATED']);
  });
});
