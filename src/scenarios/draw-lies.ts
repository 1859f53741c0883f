/**
 * Lies drawn from a seed: any behaviour of the protocol with parameters as it declares them, composed lies
 * among them. What is drawn may be pointless, impossible to tell or nonsense to those who hear it; safety
 * must hold all the same.
 */
import type { ComposedLie, LieEdits, LieParameter, LieVersion } from '../kernel/lie.ts';
import type { Dice } from './dice.ts';
import type { KnownProtocol, ScenarioCommand } from './types.ts';

export interface LieSetting {
  readonly replica: number;
  readonly replicas: number;
  readonly clients: number;
  readonly known: KnownProtocol;
  /** Latest instant at which it begins to lie, in ms. */
  readonly calmMs: number;
}

/** A puppet waits for somebody who is not there. */
const notDrawn = new Set(['honest', 'puppet']);

/** One liar; null where the protocol knows no lies. */
export function drawLie(dice: Dice, setting: LieSetting): ScenarioCommand | null {
  const { known, replica, calmMs } = setting;
  const lies = known.behaviours.filter((name) => !notDrawn.has(name));
  const as = lies[dice.whole('lie', 0, lies.length - 1)];
  if (as === undefined) return null;
  const atMs = dice.chance('lies-at-once', 0.5) ? 0 : dice.whole('lies-from', 0, calmMs);
  return { atMs, do: 'behave', replica, as, ...parametersOf(dice, known.lies?.[as] ?? {}, setting) };
}

/**
 * Everybody of them leads the same two sides apart, by the same means; in half of the runs the network helps
 * them and keeps the sides from each other for a while.
 */
export function drawCollusion(
  dice: Dice,
  members: readonly number[],
  { replicas, known, calmMs }: Pick<LieSetting, 'replicas' | 'known' | 'calmMs'>,
): readonly ScenarioCommand[] {
  const means = ['collude', 'equivocate', 'twin'].filter((name) => known.behaviours.includes(name));
  const as = dice.one('collusion', means);
  const others = dice.shuffled('sides', replicas).filter((other) => !members.includes(other));
  const cut = Math.ceil(others.length / 2);
  const sides = { a: others.slice(0, cut), b: others.slice(cut) };
  const lies = members.map((replica): ScenarioCommand => {
    const fellows = as === 'collude' ? { with: members.filter((other) => other !== replica) } : {};
    return { atMs: 0, do: 'behave', replica, as, ...fellows, ...sides };
  });
  if (!dice.chance('sides-apart', 0.5)) return lies;
  const mendMs = dice.whole('sides-meet', 500, calmMs);
  return [...lies, ...sides.a.flatMap((a) => sides.b.flatMap((b) => apart(a, b, mendMs)))];
}

function apart(a: number, b: number, mendMs: number): readonly ScenarioCommand[] {
  const ways = [
    { from: a, to: b },
    { from: b, to: a },
  ] as const;
  return ways.flatMap((way): readonly ScenarioCommand[] => [
    { atMs: 0, do: 'cut', ...way },
    { atMs: mendMs, do: 'mend', ...way },
  ]);
}

type Parameters = Readonly<Record<string, unknown>>;

function parametersOf(
  dice: Dice,
  declared: Readonly<Record<string, LieParameter>>,
  setting: LieSetting,
): Parameters {
  const sides = drawSides(dice, declared, setting);
  const drawn = Object.entries(declared)
    .filter(([, { kind, optional }]) => kind !== 'side' && !(optional && dice.chance('lie-leaves-out', 0.5)))
    .map(([name, parameter]) => [name, drawValue(dice, parameter, setting)] as const);
  return { ...Object.fromEntries(drawn), ...sides };
}

/** Everybody else stands on one of the sides. */
function drawSides(
  dice: Dice,
  declared: Readonly<Record<string, LieParameter>>,
  { replica, replicas }: LieSetting,
): Parameters {
  const [a, b] = Object.keys(declared).filter((name) => declared[name]?.kind === 'side');
  if (a === undefined || b === undefined) return {};
  const others = dice.shuffled('sides', replicas).filter((other) => other !== replica);
  const cut = dice.whole('sides-cut', 1, others.length - 1);
  return { [a]: others.slice(0, cut), [b]: others.slice(cut) };
}

function drawValue(dice: Dice, parameter: LieParameter, setting: LieSetting): unknown {
  switch (parameter.kind) {
    case 'replicas':
    case 'side':
      return dice.some('lie-replicas', othersOf(setting));
    case 'types':
      return dice.some('lie-types', typesOf(setting)).slice(0, 3);
    case 'client':
      return `c${dice.whole('lie-client', 0, setting.clients - 1)}`;
    case 'count': {
      const most = dice.chance('lie-small', 0.7) ? Math.min(parameter.most, 8) : parameter.most;
      return dice.whole('lie-count', parameter.least, most);
    }
    case 'ms':
      return dice.whole('lie-ms', Math.ceil(parameter.least), Math.min(parameter.most, 2_000));
    case 'choice':
      return dice.one('lie-choice', parameter.choices);
    case 'lies':
      return Array.from({ length: dice.whole('lies', 1, 3) }, () => drawComposed(dice, setting));
  }
}

function othersOf({ replica, replicas }: LieSetting): readonly number[] {
  return Array.from({ length: replicas }, (_, id) => id).filter((id) => id !== replica);
}

/** What a client signs no replica can edit, but it can leave it out. */
function typesOf({ known }: LieSetting): readonly string[] {
  const types = known.types ?? [];
  return types.length === 0 ? ['REPLY'] : types;
}

function drawComposed(dice: Dice, setting: LieSetting): ComposedLie {
  const order = dice.shuffled('lie-to', setting.replicas).filter((id) => id !== setting.replica);
  const [one, two, three] = [0, 1, 2].map((k) => dice.whole(`lie-part-${k}`, 0, order.length));
  const cuts = [one ?? 0, two ?? 0, three ?? 0].sort((a, b) => a - b);
  const [low = 0, middle = 0, high = 0] = cuts;
  const versions: readonly LieVersion[] = [
    { to: order.slice(0, low), edits: drawEdits(dice) },
    { to: order.slice(low, middle), edits: drawEdits(dice) },
  ];
  return {
    type: dice.one('lie-type', typesOf(setting)),
    times: dice.whole('lie-times', 1, 40),
    versions,
    nothing: order.slice(middle, high),
  };
}

function drawEdits(dice: Dice): LieEdits {
  return dice.one('lie-edits', edits);
}

/** Edits that some message of some protocol takes; the others refuse them, and the honest one goes out. */
const edits: readonly LieEdits[] = [
  { digest: 'other' },
  { digest: 'other' },
  { digest: 'invented' },
  { digest: 'null' },
  { request: 'other' },
  { request: null },
  { view: '+1' },
  { view: '-1' },
  { view: '+3' },
  { slot: '+1' },
  { slot: '-1' },
  { slot: '+4' },
  { view: '+1', digest: 'other' },
  { prepared: [] },
  { checkpoints: [] },
  { stableSlot: '+4' },
  { stableSlot: '-2' },
  { stableSlot: 0, checkpoints: [] },
  { proposals: [] },
  { changes: [] },
  { commits: [] },
  { result: 'invented' },
  { tentative: true },
  { timestamp: '+1' },
  { active: false },
  { active: true, view: '+1' },
  { executedSlot: '+5' },
  { executedSlot: 0, stableSlot: 0 },
  { slots: [] },
  { replies: [] },
  { what: 'state' },
  { epoch: '+1' },
  { epoch: '-1' },
  { parent: 'other' },
  { parent: 'genesis' },
  { payload: [] },
  { votes: [] },
  { tip: 'invented', length: '+3' },
  {},
];
