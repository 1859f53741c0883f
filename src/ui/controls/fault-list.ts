/**
 * Everything that can be done to a replica, a message or the network, as data for menus: what it is called,
 * which commands it sends, and, when it cannot be done now, why. Nothing is hidden: an impossible fault stays
 * and explains.
 */
import type { ReplicaId } from '../../kernel/ids.ts';
import type { LieParameter } from '../../kernel/lie.ts';
import type { Frame, ReplicaFrame } from '../../projection/frame.ts';
import type { Intervention, RunInfo } from '../../runtime/api.ts';
import { seatName } from '../panels/words.ts';
import { isolated, rejoined, severed } from './links.ts';

/** What a form asks before the fault can be sent. */
export type FaultForm =
  | 'corrupt'
  | 'corrupt-disk'
  | 'equivocate'
  | 'delay'
  | 'partition'
  | 'tell'
  | 'lie'
  | 'alter'
  | 'order';

export interface FaultItem {
  readonly id: string;
  readonly label: string;
  /** Sent in this order; empty when a form asks for more first. */
  readonly runs: readonly Intervention[];
  readonly form: FaultForm | null;
  /** Why it cannot be done now, in words; null when it can. */
  readonly refused: string | null;
}

export interface FaultGroup {
  readonly title: string;
  readonly items: readonly FaultItem[];
}

/** The menu of one replica. */
export function replicaFaults(frame: Frame, info: RunInfo, id: ReplicaId): readonly FaultGroup[] {
  const replica = frame.replicas[id];
  if (replica === undefined) return [];
  return [
    { title: 'Process and disk', items: processFaults(replica) },
    { title: 'Its links', items: linkFaults(frame, id) },
    { title: 'Lies', items: lies(replica, info) },
  ];
}

/** One sentence on how many faults there are and what one more would mean. */
export function faultBudget(frame: Frame, id: ReplicaId): string {
  const { now, limit } = frame.faulty;
  const so = `Faulty now: ${now.length}, and f = ${limit}.`;
  if (now.includes(id)) return `${so} ${seatName(id)} counts already.`;
  if (now.length < limit) return `${so} Who is down, lies or is damaged counts; a cut link does not.`;
  return `${so} One more is beyond what n = ${frame.replicas.length} tolerates.`;
}

/** The menu of one message; it needs to be on its way. */
export function messageFaults(frame: Frame, message: string): readonly FaultItem[] {
  const flying = frame.inFlight.some((flight) => flight.id === message);
  const refused = flying ? null : 'It is not on its way at this moment.';
  return [
    item('deliver', 'Deliver now', { do: 'deliver', message }, refused),
    { ...item('delay', 'Delay…', null, refused), form: 'delay' },
    item('drop', 'Drop', { do: 'drop', message }, refused),
    item('duplicate', 'Duplicate', { do: 'duplicate', message }, refused),
    { ...item('alter', 'Say it differently…', null, refused ?? untold(frame, message)), form: 'alter' },
    {
      ...item('order', 'Before or after others…', null, refused ?? heldAtSender(frame, message)),
      form: 'order',
    },
  ];
}

/** Why it stands in no order of arrival. */
function heldAtSender(frame: Frame, message: string): string | null {
  const held = frame.inFlight.find((flight) => flight.id === message)?.atSender === true;
  return held ? 'Its sender holds it back: send it first.' : null;
}

/** Why its sender cannot say it differently. */
function untold(frame: Frame, message: string): string | null {
  const from = frame.inFlight.find((flight) => flight.id === message)?.from;
  if (typeof from !== 'number') return 'Clients do not lie here.';
  return frame.replicas[from]?.behaviour === 'honest'
    ? `${seatName(from)} is honest: let it lie first.`
    : null;
}

/** What concerns all replicas. */
export function networkFaults(frame: Frame): readonly FaultItem[] {
  const whole = frame.cuts.length === 0 && frame.groups.length === 0;
  return [
    { ...item('partition', 'Partition into groups…', null, null), form: 'partition' },
    item('heal', 'Heal: mend every link', { do: 'heal' }, whole ? 'No link is cut.' : null),
  ];
}

function processFaults(replica: ReplicaFrame): FaultItem[] {
  const { id, status } = replica;
  const name = seatName(id);
  const down = status === 'crashed' ? `${name} is down.` : null;
  const paused = status === 'paused' ? `${name} is paused.` : null;
  return [
    item('crash', 'Crash', { do: 'crash', replica: id }, down),
    item(
      'recover',
      'Recover from disk',
      { do: 'recover', replica: id },
      down === null ? `${name} has not crashed.` : null,
    ),
    item('lose-disk', 'Lose the disk', { do: 'lose-disk', replica: id }, null),
    item('pause', 'Pause', { do: 'pause', replica: id }, down ?? paused),
    item(
      'resume',
      'Resume',
      { do: 'resume', replica: id },
      paused === null ? `${name} is not paused.` : null,
    ),
    {
      ...item('corrupt', 'Corrupt a balance…', null, down && `${down} A crashed replica has no state.`),
      form: 'corrupt',
    },
    { ...item('corrupt-disk', 'Corrupt the state on its disk…', null, null), form: 'corrupt-disk' },
  ];
}

function linkFaults(frame: Frame, id: ReplicaId): FaultItem[] {
  const name = seatName(id);
  const { lost, kept } = severed(frame, id);
  const whole = lost.length === 0 ? `No link of ${name} is cut.` : null;
  const items = [
    item(
      'isolate',
      'Cut all its links',
      isolated(frame, id),
      kept.length === 0 ? `${name} is cut off already.` : null,
    ),
    { ...item('rejoin', 'Mend its links', null, whole), runs: rejoined(frame, id) },
  ];
  return items;
}

function lies(replica: ReplicaFrame, info: RunInfo): FaultItem[] {
  const { id, behaviour, status } = replica;
  const down = status === 'crashed' ? `${seatName(id)} is down: it sends nothing to lie with.` : null;
  const known = [...houseLies, ...info.protocol.behaviours.filter(({ id: lie }) => !isHouseLie(lie))];
  const items = known.map(({ id: lie, title }): FaultItem => {
    const told = down ?? (behaviour === lie ? `${seatName(id)} does so already.` : null);
    const form = formOf(lie, parametersOf(info, lie));
    if (form === null) return item(lie, title, { do: 'behave', replica: id, as: lie }, told);
    return { ...item(lie, `${title}…`, null, down), form };
  });
  const honest = behaviour === 'honest' ? `${seatName(id)} is honest.` : down;
  const back = 'Behave honestly from now on (it stays untrusted)';
  return [...items, item('honest', back, { do: 'behave', replica: id, as: 'honest' }, honest)];
}

/** What a behaviour asks before it can begin; empty for nothing. */
export function parametersOf(info: RunInfo, lie: string): Readonly<Record<string, LieParameter>> {
  return info.protocol.behaviours.find(({ id }) => id === lie)?.parameters ?? {};
}

function formOf(lie: string, parameters: Readonly<Record<string, LieParameter>>): FaultForm | null {
  if (lie === 'tell' || lie === 'equivocate') return lie;
  return Object.keys(parameters).length === 0 ? null : 'lie';
}

/** These come first, in words of their own. */
const houseLies = [
  { id: 'tell', title: 'Compose a lie: who hears what' },
  { id: 'silent', title: 'Silent: sends nothing' },
  { id: 'equivocate', title: 'Equivocate: one value to some, another to others' },
  { id: 'puppet', title: 'Puppet: you decide every message' },
];

function isHouseLie(id: string): boolean {
  return id === 'honest' || houseLies.some((lie) => lie.id === id);
}

function item(id: string, label: string, run: Intervention | null, refused: string | null): FaultItem {
  return { id, label, runs: run === null ? [] : [run], form: null, refused };
}
