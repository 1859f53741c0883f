/**
 * What a person did, in words: a message is called by what it says and where it goes, as it was when the
 * command came, and not by its id.
 */
import type { CommandEvent, Envelope, SimCommand } from '../kernel/trace.ts';
import { describeCommand, name } from '../projection/explain.ts';
import type { Assembly } from './assemble.ts';
import type { Recording } from './recording.ts';

interface Told {
  readonly recording: Recording;
  readonly assembly: Assembly;
}

/** "R3's COMMIT v0 n1 to R0 is dropped" */
export function commandWords(run: Told, event: CommandEvent): string {
  const { application } = run.assembly;
  const about = messageWords(run, event);
  return describeCommand(event.command, (operation) => application.describeOperation(operation), about);
}

/** The message that a command is about; null when it is about none that was on its way. */
export function messageWords(run: Told, event: CommandEvent): string | null {
  const found = known.get(event);
  if (found !== undefined) return found;
  const words = named(run, messageOf(run.recording, event));
  known.set(event, words);
  return words;
}

/** Events never change, and looking back to one may mean simulating it again. */
const known = new WeakMap<CommandEvent, string | null>();

/** The message of a command, as it was on its way just before. */
export function messageOf(recording: Recording, { index, command }: CommandEvent): Envelope | null {
  return flyingAt(recording, index, command);
}

/** The same of a command that is about to come, at a cursor. */
export function planWords(run: Told, cursor: number, command: SimCommand): string {
  const { application } = run.assembly;
  const about = named(run, flyingAt(run.recording, cursor, command));
  return describeCommand(command, (operation) => application.describeOperation(operation), about);
}

function flyingAt(recording: Recording, cursor: number, command: SimCommand): Envelope | null {
  if (!('message' in command) || typeof command.message !== 'string') return null;
  return recording.pictureAt(cursor).flights.get(command.message) ?? null;
}

function named({ assembly }: Told, envelope: Envelope | null): string | null {
  if (envelope === null) return null;
  const { text } = assembly.manifest.summary(envelope.message);
  return `${name(envelope.from)}’s ${text} to ${name(envelope.to)}`;
}
