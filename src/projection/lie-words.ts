/** Lies in words, for the sentence of the command that orders one. What a file says may be anything. */
import type { LieEdits } from '../kernel/lie.ts';
import { isRecord } from '../kernel/signed.ts';

/** Characters that a sentence spends on one lie. */
const most = 240;

/** "digest other, slot +1" */
export function editWords(edits: LieEdits): string {
  const words = Object.entries(edits).map(([field, value]) => `${field} ${valueWords(value)}`);
  return words.length === 0 ? 'nothing else' : shortened(words.join(', '));
}

/** "delay (byMs 100, types COMMIT)", "equivocate (A to R1, B to R2, R3)" */
export function lieWords(command: { readonly as: string } & Readonly<Record<string, unknown>>): string {
  const { as, at: _at, after: _after, do: _do, replica: _replica, ...parameters } = command;
  if (as === 'tell' && Array.isArray(parameters.lies)) {
    return shortened(parameters.lies.filter(isRecord).map(composedWords).join('; '));
  }
  const words = Object.entries(parameters).map(parameterWords);
  return words.length === 0 ? as : shortened(`${as} (${words.join(', ')})`);
}

/** Two groups that hear two values are called by the letters that those get. */
function parameterWords([name, value]: readonly [string, unknown]): string {
  if (!REPLICAS.has(name) || !Array.isArray(value) || value.length === 0)
    return `${name} ${valueWords(value)}`;
  const who = replicaWords(value);
  return name === 'a' || name === 'b' ? `${name.toUpperCase()} to ${who}` : `${name} ${who}`;
}

/** Parameters that hold replicas, of all lies. */
const REPLICAS: ReadonlySet<string> = new Set(['a', 'b', 'to', 'with', 'shown', 'told']);

/** "its next PRE-PREPARE: digest other to R1, nothing to R2" */
function composedWords(lie: Readonly<Record<string, unknown>>): string {
  const { type, view, slot, times = 1, versions, nothing } = lie;
  const place = [
    view === undefined ? '' : ` of view ${valueWords(view)}`,
    slot === undefined ? '' : ` for slot ${valueWords(slot)}`,
  ].join('');
  const which =
    times === 1 ? `its next ${valueWords(type)}` : `its next ${valueWords(times)} ${valueWords(type)}s`;
  const told = Array.isArray(versions) ? versions.filter(isRecord).map(versionWords) : [];
  const silent = Array.isArray(nothing) && nothing.length > 0 ? [`nothing to ${replicaWords(nothing)}`] : [];
  return `${which}${place}: ${[...told, ...silent].join(', ') || 'as it is'}`;
}

function versionWords({ to, edits }: Readonly<Record<string, unknown>>): string {
  const who = Array.isArray(to) && to.length > 0 ? ` to ${replicaWords(to)}` : '';
  return `${isRecord(edits) ? editWords(edits) : 'nothing else'}${who}`;
}

function replicaWords(list: readonly unknown[]): string {
  return list.map((id) => (typeof id === 'number' ? `R${id}` : valueWords(id))).join(', ');
}

function valueWords(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueWords).join('+');
  if (typeof value === 'object' && value !== null) return '…';
  return String(value).slice(0, 40);
}

function shortened(text: string): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
