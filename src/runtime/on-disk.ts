/**
 * What a replica that is down would know after recovering: its disk at the crash, read by the protocol. The
 * disk is that of the checkpoint before, with what was written since.
 */
import type { ReplicaId } from '../kernel/ids.ts';
import type { ReplicaGlyph } from '../kernel/present.ts';
import type { CommandEvent } from '../kernel/trace.ts';
import type { Assembly } from './assemble.ts';
import { damagedDisk } from './disk-damage.ts';
import type { Recording } from './recording.ts';
import { SeatRunner } from './seat.ts';

interface Told {
  readonly recording: Recording;
  readonly assembly: Assembly;
}

/** @returns null for one that has lost its disk, or that never crashed before the cursor */
export function glyphOnDisk(run: Told, replica: ReplicaId, cursor: number): ReplicaGlyph | null {
  const crash = lastCrash(run.recording, replica, cursor);
  if (crash === undefined || crash.command.do === 'lose-disk') return null;
  const found = known.get(crash);
  if (found !== undefined) return found;
  const glyph = readDisk(run, replica, crash);
  known.set(crash, glyph);
  return glyph;
}

/** Events never change, and a crash is looked at in every frame while it lasts. */
const known = new WeakMap<CommandEvent, ReplicaGlyph | null>();

function lastCrash({ log }: Recording, replica: ReplicaId, cursor: number): CommandEvent | undefined {
  return log.commands
    .slice()
    .findLast(
      ({ index, command, refused }) =>
        index < cursor &&
        refused === null &&
        (command.do === 'crash' || command.do === 'lose-disk') &&
        command.replica === replica,
    );
}

function readDisk(
  { recording, assembly }: Told,
  replica: ReplicaId,
  crash: CommandEvent,
): ReplicaGlyph | null {
  const { manifest, plan } = assembly;
  const runner = new SeatRunner(assembly, replica);
  runner.seat = { state: null, disk: diskAt(recording, replica, crash.index, assembly), behaviour: null };
  runner.control({ do: 'recover', replica });
  runner.step(crash.at, [{ kind: 'recover' }]);
  const { replicas, faults, options } = plan;
  return (
    runner.memory && manifest.glyph(runner.memory.protocol, { replicas, faults, options, self: replica })
  );
}

function diskAt(
  recording: Recording,
  replica: ReplicaId,
  cursor: number,
  { application }: Assembly,
): Map<string, unknown> {
  const checkpoint = recording.checkpointBefore(cursor);
  let disk = new Map(checkpoint.seats[replica]?.disk);
  for (const event of recording.slice(checkpoint.cursor, cursor)) {
    if (event.kind === 'command' && event.refused === null) {
      const { command } = event;
      if (command.do !== 'corrupt' || command.disk !== true || command.replica !== replica) continue;
      const damaged = damagedDisk(disk, application, command.account, command.delta);
      if (damaged !== null) disk = new Map(damaged.disk);
    }
    if (event.kind !== 'replica' || event.replica !== replica) continue;
    for (const effect of event.effects) {
      if (effect.kind !== 'persist') continue;
      if (effect.value === null) disk.delete(effect.key);
      else disk.set(effect.key, effect.value);
    }
  }
  return disk;
}
