import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import 'reflect-metadata';

const answer: unknown = JSON.parse(process.env['BENCH_ANSWER'] ?? '{}');

/** The floor of everything over HTTP: the same framework with nothing behind it, no validation, no token, no store. */
@Controller()
class EchoController {
  @Post('echo')
  echo(@Body() body: unknown): unknown {
    return body;
  }

  @Get('answer')
  answer(): unknown {
    return answer;
  }
}

@Module({ controllers: [EchoController] })
class EchoModule {}

const app = await NestFactory.create<NestFastifyApplication>(EchoModule, new FastifyAdapter({ logger: false }), {
  logger: false,
});
await app.listen(0, '127.0.0.1');
process.stdout.write(`ready at ${(await app.getUrl()).replace('[::1]', 'localhost')}\n`);
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
