/**
 * Ten thousand links that somebody cut, garbled or made up: each is opened or refused with a sentence,
 * nothing is thrown, and the open session stays as it was.
 */
import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { drawAt, streamKey } from '../../src/kernel/random.ts';
import { known } from '../../src/runtime/known.ts';
import { openSession } from '../../src/runtime/page-session.ts';
import { SeatedEngine } from '../../src/runtime/seated-engine.ts';
import { catalogueIds, findScenario } from '../../src/scenarios/catalog.ts';
import { fold } from '../../src/scenarios/link-fold.ts';
import { readHash } from '../../src/ui/address.ts';

const COUNT = 10_000;

type Dice = (most: number) => number;

function diceOf(seed: number): Dice {
  const key = streamKey(seed, 'fuzzed-links');
  let counter = 0;
  return (most) => Math.floor(drawAt(key, counter++) * (most + 1));
}

const sessions: readonly unknown[] = [
  {
    version: 1,
    session: { scenario: 'first-light', seed: 42, commands: [{ atMs: 10, do: 'crash', replica: 1 }] },
  },
  { version: 1, session: { scenario: findScenario('lossy-network', known), seed: 7, commands: [] } },
  findScenario('partition-2-2', known),
];
const links: readonly string[] = [
  ...catalogueIds.map((id) => `#/pbft/${id}?at=40&select=R1&open=inspector`),
  ...sessions.map((session) => `#${fold(session)}?at=12`),
  ...sessions.map((session) => `#1.${base64url(deflateSync(strToU8(JSON.stringify(session))))}`),
];

describe(`${COUNT} fuzzed links`, () => {
  it('are opened or refused with a sentence', async () => {
    const counts = { opened: 0, refused: 0 };
    for (let seed = 0; seed < COUNT; seed += 1) {
      const hash = fuzzed(diceOf(seed));
      const sentence = await sentenceOf(hash);
      if (sentence === null) counts.opened += 1;
      else {
        counts.refused += 1;
        expect(sentence.length, hash).toBeGreaterThan(20);
        expect(sentence.length, hash).toBeLessThan(1_000);
      }
    }
    // Both ends are really reached.
    expect(counts.opened).toBeGreaterThan(COUNT / 20);
    expect(counts.refused).toBeGreaterThan(COUNT / 4);
  }, 120_000);

  it('leave the open session as it was when they are refused', async () => {
    const engine = new SeatedEngine(null);
    await engine.open({ kind: 'catalogue', id: 'fault-free' }, 'inline', 60);
    const before = { hash: await engine.traceHash(60), frame: await engine.frame(60) };
    let refused = 0;
    for (let seed = 0; refused < 300; seed += 1) {
      const read = await readHash(fuzzed(diceOf(seed)), []);
      if (read === null || 'problem' in read || !('problem' in openSession(read.source))) continue;
      expect(await engine.open(read.source, 'inline', read.place.at ?? undefined)).toHaveProperty('problem');
      refused += 1;
    }
    expect({ hash: await engine.traceHash(60), frame: await engine.frame(60) }).toEqual(before);
  }, 120_000);
});

/** Why a link is refused; null when it opens. */
async function sentenceOf(hash: string): Promise<string | null> {
  const read = await readHash(hash, []);
  if (read === null) return null;
  if ('problem' in read) return read.problem;
  const session = openSession(read.source);
  return 'problem' in session ? session.problem : null;
}

function fuzzed(dice: Dice): string {
  const link = links[dice(links.length - 1)] ?? '';
  const other = links[dice(links.length - 1)] ?? '';
  const at = dice(link.length - 1);
  switch (dice(9)) {
    case 0:
      return link.slice(0, at);
    case 1:
      return link.slice(0, at) + SIGNS[dice(SIGNS.length - 1)] + link.slice(at + 1);
    case 2:
      return link.slice(0, at) + SIGNS[dice(SIGNS.length - 1)] + link.slice(at);
    case 3:
      return link.slice(0, at) + link.slice(at + 1 + dice(3));
    case 4:
      return link.slice(0, at) + other.slice(dice(other.length));
    case 5:
      return `${link}${TAILS[dice(TAILS.length - 1)]}`;
    case 6:
      return `#${dice(40)}.${link.slice(3)}`;
    case 7:
      return `#${Array.from({ length: dice(60) }, () => String.fromCharCode(dice(0x2ff))).join('')}`;
    default:
      // What unfolds well and is no session: the check cannot help here.
      return `#${fold(spoilt(sessions[dice(sessions.length - 1)], dice))}?at=${dice(100)}`;
  }
}

const SIGNS = [...'aZ09-_.~%?&=/#<>"\'\\ \u0000é😀'];
const TAILS = [
  '',
  '.',
  ').',
  '>',
  '&at=1',
  '?at=2',
  '%',
  '%zz',
  '&open=x',
  '&select=R99999',
  '#/first-light',
  '\n',
];
const ODD: readonly unknown[] = [
  null,
  -1,
  1e308,
  0.5,
  '',
  'x'.repeat(5_000),
  [],
  {},
  [[[[[]]]]],
  { constructor: 1 },
  true,
  2 ** 53,
  'r0>1#1',
];

/** The value with one thing in it made odd, left out or put in. */
function spoilt(value: unknown, dice: Dice): unknown {
  if (typeof value !== 'object' || value === null || dice(3) === 0) return ODD[dice(ODD.length - 1)];
  if (Array.isArray(value)) {
    const index = dice(Math.max(0, value.length - 1));
    return value.length === 0 ? [ODD[dice(ODD.length - 1)]] : value.with(index, spoilt(value[index], dice));
  }
  const entries = Object.entries(value);
  const pick = dice(entries.length);
  if (pick === entries.length) return { ...value, [`odd${dice(9)}`]: ODD[dice(ODD.length - 1)] };
  return Object.fromEntries(
    entries.flatMap(([key, inner], index) => {
      if (index !== pick) return [[key, inner]];
      return dice(9) === 0 ? [] : [[key, spoilt(inner, dice)]];
    }),
  );
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
