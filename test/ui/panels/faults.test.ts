import { describe, expect, it } from 'vitest';
import type { Frame, ReplicaFrame } from '../../../src/projection/frame.ts';
import {
  type FaultItem,
  faultBudget,
  messageFaults,
  networkFaults,
  replicaFaults,
} from '../../../src/ui/controls/fault-list.ts';
import { scriptedFrame } from '../fake-script.ts';
import { runInfo } from './support.ts';

function frameWith(id: number, changes: Partial<ReplicaFrame>): Frame {
  const frame = scriptedFrame(16);
  return {
    ...frame,
    replicas: frame.replicas.map((replica) => (replica.id === id ? { ...replica, ...changes } : replica)),
  };
}

async function items(frame: Frame, id: number): Promise<Map<string, FaultItem>> {
  const groups = replicaFaults(frame, await runInfo(), id);
  return new Map(groups.flatMap((group) => group.items).map((item) => [item.id, item]));
}

describe('faults of a replica', () => {
  it('are the words of a scenario', async () => {
    const menu = await items(scriptedFrame(16), 1);
    const runs = ['crash', 'lose-disk', 'pause', 'silent'].map((id) => menu.get(id)?.runs[0]);
    expect(runs).toEqual([
      { do: 'crash', replica: 1 },
      { do: 'lose-disk', replica: 1 },
      { do: 'pause', replica: 1 },
      { do: 'behave', replica: 1, as: 'silent' },
    ]);
  });

  it('stay in the menu with a reason when they are impossible', async () => {
    const menu = await items(frameWith(1, { status: 'crashed', glyph: null, root: null }), 1);
    expect(menu.get('crash')?.refused).toBe('R1 is down.');
    expect(menu.get('corrupt')?.refused).toContain('no state');
    expect(menu.get('recover')?.refused).toBeNull();
    for (const lie of ['tell', 'silent', 'equivocate', 'puppet'])
      expect(menu.get(lie)?.refused).toBe('R1 is down: it sends nothing to lie with.');
    expect((await items(scriptedFrame(16), 1)).get('recover')?.refused).toBe('R1 has not crashed.');
  });

  it('hold pause and resume apart', async () => {
    const menu = await items(frameWith(1, { status: 'paused' }), 1);
    expect(menu.get('pause')?.refused).toBe('R1 is paused.');
    expect(menu.get('resume')?.refused).toBeNull();
  });

  it('list each lie once, those of the protocol included', async () => {
    const info = await runInfo();
    const behaviours = [
      ...info.protocol.behaviours,
      { id: 'wrong-digest', title: 'Votes for another digest' },
    ];
    const groups = replicaFaults(
      scriptedFrame(16),
      { ...info, protocol: { ...info.protocol, behaviours } },
      2,
    );
    const ids = groups.at(-1)?.items.map(({ id }) => id);
    expect(ids).toEqual(['tell', 'silent', 'equivocate', 'puppet', 'wrong-digest', 'honest']);
  });

  it('do not offer the lie that is told already', async () => {
    const menu = await items(frameWith(2, { behaviour: 'silent' }), 2);
    expect(menu.get('silent')?.refused).toBe('R2 does so already.');
    expect(menu.get('honest')?.refused).toBeNull();
  });

  it('say how many are left before f', () => {
    const frame = scriptedFrame(16);
    expect(faultBudget(frame, 1)).toContain('0, and f = 1');
    expect(faultBudget({ ...frame, faulty: { now: [1], limit: 1 } }, 1)).toContain('counts already');
    expect(faultBudget({ ...frame, faulty: { now: [1], limit: 1 } }, 2)).toContain(
      'beyond what n = 4 tolerates',
    );
  });
});

describe('faults of a message and of the network', () => {
  it('need a message that is on its way', () => {
    const frame = scriptedFrame(5);
    const flying = frame.inFlight[0]?.id ?? '';
    const refused = messageFaults(frame, flying).map((fault) => fault.refused);
    expect(refused).toEqual([null, null, null, null, 'R1 is honest: let it lie first.', null]);
    expect(messageFaults(frame, flying)[2]?.runs).toEqual([{ do: 'drop', message: flying }]);
    expect(messageFaults(frame, 'r0>1#99').every(({ refused }) => refused !== null)).toBe(true);
  });

  it('offer healing only when something is cut', () => {
    const frame = scriptedFrame(16);
    expect(networkFaults(frame)[1]?.refused).toBe('No link is cut.');
    expect(networkFaults({ ...frame, cuts: [[0, 1]] })[1]?.refused).toBeNull();
  });
});
