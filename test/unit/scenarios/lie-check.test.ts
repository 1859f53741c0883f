/** Parameters of lies in a file: what is accepted, and what is refused by name before anything runs. */
import { describe, expect, it } from 'vitest';
import { describeCommand } from '../../../src/projection/explain.ts';
import { known } from '../../../src/runtime/known.ts';
import { drawScenario } from '../../../src/scenarios/draw.ts';
import type { KnownProtocol } from '../../../src/scenarios/types.ts';
import { validateScenario } from '../../../src/scenarios/validate.ts';

function problemOf(command: Record<string, unknown>): string | null {
  const scenario = {
    version: 1,
    id: 'x',
    protocol: { id: 'pbft', replicas: 4 },
    workload: { source: 'builtin:transfers', clients: 2 },
    commands: [{ atMs: 1, do: 'behave', replica: 0, ...command }],
  };
  const checked = validateScenario(scenario, known);
  return checked.ok ? null : checked.problem;
}

const tell = (lie: unknown) => ({ as: 'tell', lies: [lie] });
const splits = { type: 'PREPARE', versions: [{ to: [1], edits: { slot: '+1' } }], nothing: [2] };

describe('a lie in a file', () => {
  it.each([
    { as: 'silent-to', to: [1, 2] },
    { as: 'withhold', types: ['COMMIT', 'REPLY'] },
    { as: 'drop-client', client: 'c1' },
    { as: 'delay', byMs: 0.5 },
    { as: 'delay', byMs: 100, types: ['COMMIT'], to: [3] },
    { as: 'wrong-o', how: 'extra' },
    { as: 'sequence-jump', by: 3 },
    { as: 'twin', a: [1], b: [2, 3] },
    { as: 'collude', with: [1], a: [2], b: [3] },
    { as: 'puppet' },
    tell(splits),
    tell({ type: 'REPLY', view: 0, slot: 2, times: 40, versions: [{ to: [], edits: {} }] }),
  ])('%j is accepted', (command) => {
    expect(problemOf(command)).toBeNull();
  });

  it.each([
    [{ as: 'silent', to: [1] }, 'expected no parameters of this lie, found "to", at /commands/0/to'],
    [{ as: 'silent-to', to: 1 }, 'expected a list of replicas, found 1, at /commands/0/to'],
    [{ as: 'silent-to', to: [4] }, 'expected a replica from 0 to 3, found 4, at /commands/0/to/0'],
    [{ as: 'silent-to', to: [1, 1] }, 'expected each replica once, found 1 again, at /commands/0/to/1'],
    [
      { as: 'withhold', types: [] },
      'expected a list of 1 to 32 message types, found an empty list, at /commands/0/types',
    ],
    [
      { as: 'drop-client', client: 'c2' },
      'expected a client from "c0" to "c1", found "c2", at /commands/0/client',
    ],
    [{ as: 'delay', byMs: 0 }, 'expected a number from 0.001 to 1000000, found 0, at /commands/0/byMs'],
    [{ as: 'replay', perInput: 9 }, 'expected a number from 1 to 8, found 9, at /commands/0/perInput'],
    [
      { as: 'wrong-o', how: 'so' },
      'expected one of other, extra, missing, small, found "so", at /commands/0/how',
    ],
    [{ as: 'twin', a: [1], b: [1] }, 'expected each replica once, found 1 again, at /commands/0/b/0'],
    [{ as: 'tell', lies: [] }, 'expected a list of 1 to 32 lies, found an empty list, at /commands/0/lies'],
    [tell(3), 'expected a lie: type, versions, nothing, found 3, at /commands/0/lies/0'],
    [tell({ ...splits, so: 1 }), 'found "so", at /commands/0/lies/0/so'],
    [tell({ ...splits, times: 0 }), 'expected a number from 1 to 1000, found 0, at /commands/0/lies/0/times'],
    [tell({ ...splits, slot: 0 }), 'at /commands/0/lies/0/slot'],
    [tell({ versions: [] }), 'found nothing, at /commands/0/lies/0/type'],
    [
      tell({ ...splits, versions: 1 }),
      'expected a list of at most 16, found 1, at /commands/0/lies/0/versions',
    ],
    [tell({ ...splits, versions: [{ who: 1 }] }), 'expected a version: to, edits, found an object'],
    [tell({ ...splits, versions: [{ to: [1], edits: 1 }] }), 'expected an object of edits, found 1'],
    [tell({ ...splits, nothing: [1] }), 'expected each replica in one version, found 1 again'],
  ])('%j is refused', (command, problem) => {
    expect(problemOf(command)).toContain(problem);
  });

  it('of an unknown message type is refused with those there are', () => {
    expect(problemOf({ as: 'withhold', types: ['VOTE'] })).toMatch(
      /^expected a message type \(.*PREPARE.*\), found "VOTE"/,
    );
  });
});

describe('lies in words', () => {
  const words = (command: Record<string, unknown>) =>
    describeCommand({ at: 0, ...command } as unknown as Parameters<typeof describeCommand>[0], String);
  it.each([
    [{ do: 'behave', replica: 0, as: 'silent' }, 'R0 lies: silent'],
    [
      { do: 'behave', replica: 0, as: 'delay', byMs: 5, types: ['A', 'B'] },
      'R0 lies: delay (byMs 5, types A+B)',
    ],
    [
      { do: 'behave', replica: 0, ...tell({ ...splits, slot: 2 }) },
      'R0 lies: its next PREPARE for slot 2: slot +1 to R1, nothing to R2',
    ],
    [
      { do: 'behave', replica: 0, ...tell({ type: 'REPLY', view: 1, times: 3 }) },
      'R0 lies: its next 3 REPLYs of view 1: as it is',
    ],
    [{ do: 'behave', replica: 0, as: 'tell', lies: 'x' }, 'R0 lies: tell (lies x)'],
    [
      { do: 'alter', message: 'r0>1#2', edits: { digest: 'other' } },
      'Message r0>1#2 says something else: digest other',
    ],
    [{ do: 'alter', message: 'r0>1#2', edits: {} }, 'Message r0>1#2 says something else: nothing else'],
  ])('%j', (command, sentence) => {
    expect(words(command)).toBe(sentence);
  });
  it('stay short, whatever a file says', () => {
    const long = words({
      do: 'behave',
      replica: 0,
      as: 'tell',
      lies: Array.from({ length: 32 }, () => splits),
    });
    expect(long.length).toBeLessThan(260);
  });
});

describe('drawn lies', () => {
  it.each(Object.keys(known.protocols))('of %s are valid files', (protocol) => {
    for (let seed = 1; seed <= 120; seed++) {
      for (const options of [{ liars: true }, { liars: true, colluders: true }]) {
        const drawn = drawScenario(
          seed,
          { protocol, ...options },
          known.protocols[protocol] as KnownProtocol,
        );
        const checked = validateScenario(drawn, known);
        expect(checked.ok ? '' : `${seed}: ${checked.problem}`).toBe('');
      }
    }
  });
  it('name every behaviour but the puppet, with more colluders than f', () => {
    const pbft = known.protocols.pbft as KnownProtocol;
    const told = new Set<string>();
    for (let seed = 1; seed <= 300; seed++) {
      for (const command of drawScenario(seed, { protocol: 'pbft', liars: true }, pbft).commands) {
        if (command.do === 'behave') told.add(command.as);
      }
      const forked = drawScenario(seed, { protocol: 'pbft', liars: true, colluders: true }, pbft);
      const liars = forked.commands.filter((command) => command.do === 'behave');
      expect(liars).toHaveLength(Math.floor((forked.protocol.replicas - 1) / 3) + 1);
    }
    expect([...told].sort()).toEqual(pbft.behaviours.filter((name) => name !== 'puppet').sort());
  });
});
