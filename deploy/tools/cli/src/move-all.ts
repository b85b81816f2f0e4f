import type { Outcome, Place, Progressing } from './verb.js';
import { openKeysFrom, openKeysTo, samePlace } from './key-places.js';
import { checkpointPlace } from './move-checkpoints.js';
import { move, type MoveOptions } from './move.js';
import { makeAttachments, openAttachments, openStore } from './stores.js';

/** Both sides as the command line names them; what it leaves out lies where the logs' store says. */
interface MoveAll extends Pick<Place, 'data' | 'namespace'>, Progressing {
  readonly from: string;
  readonly to: string;
  readonly attachmentsFrom?: string | undefined;
  readonly attachmentsTo?: string | undefined;
  readonly keysFrom?: string | undefined;
  readonly keysTo?: string | undefined;
  readonly checkpointsFrom?: string | undefined;
  readonly checkpointsTo?: string | undefined;
}

interface Closing {
  close(): Promise<void>;
}
type Keep = <Part extends Closing | undefined>(part: Part) => Part;

/**
 * Moves everything that the two sides name, or that goes without saying.
 * @param createKey whether a folder without keys gets a key-encryption key of its own: outside production only
 * Throws where both sides are one, or something would be left behind unsaid.
 */
export async function moveAll(options: MoveAll, createKey: boolean): Promise<Outcome> {
  const { data, from, to, namespace, progress } = options;
  const [source, target] = [openStore(from, data, namespace), openStore(to, data, namespace)];
  if (source.place === target.place) throw new Error('both sides are the same store');
  const opened: Closing[] = [];
  const kept: Keep = (part) => {
    if (part !== undefined) opened.push(part);
    return part;
  };
  const places = (what: 'attachments' | 'keys' | 'checkpoints') => ({
    out: options[`${what}From`] ?? source[what],
    into: options[`${what}To`] ?? target[what],
    namespace,
  });
  try {
    const keys = await openBothKeys(places('keys'), options, createKey, kept);
    const attachments = await openBothAttachments(places('attachments'), kept);
    const checkpoints = bothCheckpoints(places('checkpoints'));
    return await move({ from: source, to: target, attachments, keys, checkpoints, progress });
  } finally {
    for (const part of opened) await part.close();
  }
}

interface Places {
  readonly out: string | undefined;
  readonly into: string | undefined;
  readonly namespace: string;
}

async function openBothAttachments({ out, into, namespace }: Places, kept: Keep): Promise<MoveOptions['attachments']> {
  const there = out === undefined ? undefined : kept(await openAttachments(out, namespace));
  const gone = there === undefined || into === undefined ? undefined : kept(await makeAttachments(into, namespace));
  return there === undefined ? undefined : { from: there.attachments, to: gone?.attachments };
}

function bothCheckpoints({ out, into, namespace }: Places): MoveOptions['checkpoints'] {
  if (out === undefined) return undefined;
  return {
    from: checkpointPlace(out, namespace),
    to: into === undefined ? undefined : checkpointPlace(into, namespace),
  };
}

/** Undefined where there are none, or where they stay. Throws where they are named and not there, or have nowhere to go. */
async function openBothKeys(
  { out, into, namespace }: Places,
  { keysFrom: named, keysTo: wanted }: MoveAll,
  createKey: boolean,
  kept: Keep,
): Promise<MoveOptions['keys']> {
  if (out === undefined && wanted !== undefined) throw new Error('say where the keys are: --keys-from');
  if (out === undefined || (into !== undefined && samePlace(out, into))) return undefined;
  const from = kept(await openKeysFrom({ where: out, namespace }));
  if (from === undefined) {
    if (named !== undefined) throw new Error('there are no keys where --keys-from says');
    return undefined;
  }
  if (into === undefined)
    throw new Error(
      'there are keys: say where they go with --keys-to postgres://…?kek=FILE (or the folder that they are in, if they stay there)',
    );
  return { from, to: kept(await openKeysTo({ where: into, namespace }, createKey)) };
}
