/** A seat: memory, disk and lie of one replica, and the inputs of one instant fed one by one. */
import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../src/kernel/effect.ts';
import type { Input } from '../../../src/kernel/input.ts';
import type { Manifest, StepContext } from '../../../src/kernel/protocol.ts';
import { SeatRunner } from '../../../src/runtime/seat.ts';
import { toyManifest, toyParts, toyPlan, toyScenario } from '../../support/toy-run.ts';

/** A protocol that keeps what it is told and does what the messages it gets say. */
function scripted(): { readonly runner: SeatRunner; readonly seen: Input[] } {
  const seen: Input[] = [];
  const protocol = {
    init: () => ({ inputs: 0 }),
    step(state: { inputs: number }, input: Input, _ctx: StepContext) {
      seen.push(input);
      const effects = input.kind === 'message' ? (input.message as { effects: Effect[] }).effects : [];
      return { state: { inputs: state.inputs + 1 }, effects };
    },
  };
  const manifest = { ...toyManifest, protocol } as unknown as Manifest;
  const parts = toyParts(toyPlan(toyScenario()), manifest);
  return { runner: new SeatRunner(parts, 1), seen };
}

const does = (...effects: readonly Effect[]) =>
  ({ kind: 'message', from: 0, message: { type: 'DO', effects } }) as const;
const timer = { kind: 'timer', timer: 't' } as const;

describe('the inputs of an instant', () => {
  it('skip a timer that an earlier one disarmed or armed again, and no other', () => {
    for (const effect of [
      { kind: 'disarm', timer: 't' },
      { kind: 'arm', timer: 't', after: 5 },
    ] as const) {
      const { runner, seen } = scripted();
      const outcomes = runner.step(0, [does(effect), timer, { kind: 'timer', timer: 'other' }]);
      expect(outcomes.map((outcome) => outcome === null)).toEqual([false, true, false]);
      expect(seen).toHaveLength(2);
    }
    const { runner } = scripted();
    expect(runner.step(0, [timer, does({ kind: 'disarm', timer: 't' })]).includes(null)).toBe(false);
    // The next instant starts afresh.
    expect(runner.step(1, [timer])[0]).not.toBeNull();
  });

  it('lead to one state each, and to a digest of their effects', () => {
    const { runner } = scripted();
    const [one, two, three] = runner.step(0, [does(), does({ kind: 'disarm', timer: 'x' }), does()]);
    expect([one, two, three].map((outcome) => outcome?.state.protocol)).toEqual([
      { inputs: 1 },
      { inputs: 2 },
      { inputs: 3 },
    ]);
    expect(one?.digest).toBe('');
    expect(two?.digest).toMatch(/^[0-9a-f]{32}$/);
    expect(runner.memory).toBe(three?.state);
  });
});

describe('the disk', () => {
  const write = (key: string, value: unknown) => does({ kind: 'persist', key, value });

  it('holds what was persisted last, and hands it to the next process', () => {
    const { runner, seen } = scripted();
    runner.step(0, [write('a', 1), write('b', [2]), write('a', 3), write('b', null), write('c', 4)]);
    runner.control({ do: 'crash', replica: 1 });
    expect(runner.memory).toBeNull();
    runner.control({ do: 'recover', replica: 1 });
    expect(runner.memory?.protocol).toEqual({ inputs: 0 });
    runner.step(9, [{ kind: 'recover' }]);
    expect(seen.at(-1)).toEqual({ kind: 'recover', stable: { a: 3, c: 4 } });
  });

  it('is empty after its loss', () => {
    const { runner, seen } = scripted();
    runner.step(0, [write('a', 1)]);
    runner.control({ do: 'lose-disk', replica: 1 });
    expect(runner.memory).toBeNull();
    runner.control({ do: 'recover', replica: 1 });
    runner.step(9, [{ kind: 'recover' }]);
    expect(seen.at(-1)).toEqual({ kind: 'recover', stable: {} });
  });

  it('of a copy is another one', () => {
    const { runner } = scripted();
    runner.step(0, [write('a', 1)]);
    const before = runner.seat;
    runner.step(1, [write('a', 2)]);
    expect(before.disk.get('a')).toBe(1);
    runner.seat = before;
    runner.step(2, [write('b', 1)]);
    expect([...before.disk.keys()]).toEqual(['a']);
    expect(runner.memory?.protocol).toEqual({ inputs: 2 });
  });
});

describe('a replica that is down', () => {
  it('takes no input: nobody may ask it', () => {
    const { runner } = scripted();
    runner.control({ do: 'crash', replica: 1 });
    expect(() => runner.step(0, [does()])).toThrow('R1 expected to be up for an input, found crashed');
  });

  it('has no state to damage, but remembers how to lie', () => {
    const { runner } = scripted();
    runner.control({ do: 'crash', replica: 1 });
    const corrupt = { do: 'corrupt', replica: 1, account: undefined, delta: undefined } as const;
    expect(runner.control(corrupt).refused).toBe('R1 is down: it has no state in memory');
    runner.control({ do: 'behave', replica: 1, as: 'silent', parameters: {} });
    runner.control({ do: 'recover', replica: 1 });
    const sent = runner.step(0, [
      does({ kind: 'broadcast', message: { type: 'X' } }, { kind: 'disarm', timer: 'x' }),
    ]);
    expect(sent[0]?.effects.map(({ kind }) => kind)).toEqual(['disarm']);
    runner.control({ do: 'behave', replica: 1, as: 'honest', parameters: {} });
    expect(runner.step(1, [does({ kind: 'broadcast', message: { type: 'X' } })])[0]?.effects).toHaveLength(1);
  });
});
