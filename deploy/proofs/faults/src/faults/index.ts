import { aCopyJoinsAndLeaves } from './a-copy-joins-and-leaves.js';
import { allIsLostButABackUp } from './all-is-lost-but-a-back-up.js';
import { aMessageIsPoison } from './a-message-is-poison.js';
import { answersOfKafkaAreSwallowed } from './answers-of-kafka-are-swallowed.js';
import type { Fault } from './fault.js';
import { kafkaIsKilledForAMinute } from './kafka-is-killed-for-a-minute.js';
import { mongodbIsKilled, mongodbIsWiped } from './mongodb-is-killed.js';
import { offsetsAreSetBack } from './offsets-are-set-back.js';
import { postgresqlIsKilled } from './postgresql-is-killed.js';
import { servicesAreKilledAtRandomMoments } from './services-are-killed-at-random-moments.js';
import { theClockOfACopyIsWrong } from './the-clock-of-a-copy-is-wrong.js';
import { theDiskOfKafkaIsWiped } from './the-disk-of-kafka-is-wiped.js';
import { theNetworkToKafkaIsCut } from './the-network-to-kafka-is-cut.js';

/** Everything that is done to a platform under load, in turn. */
export const FAULTS: readonly Fault[] = [
  answersOfKafkaAreSwallowed,
  aMessageIsPoison,
  offsetsAreSetBack,
  aCopyJoinsAndLeaves,
  theClockOfACopyIsWrong,
  theNetworkToKafkaIsCut,
  mongodbIsKilled,
  mongodbIsWiped,
  postgresqlIsKilled,
  theDiskOfKafkaIsWiped,
  kafkaIsKilledForAMinute,
  allIsLostButABackUp,
  servicesAreKilledAtRandomMoments,
];

export { PlatformUnderLoad } from './platform-under-load.js';
export type { Fault } from './fault.js';
