/** Catching up: resends after STATUS, state transfer, healing of a damaged state, recovery from disk. */
import { describe, expect, it } from 'vitest';
import { digestText } from '../../src/kernel/hash.ts';
import type { ReplicaId } from '../../src/kernel/ids.ts';
import { slotOf } from '../../src/protocols/pbft/state.ts';
import type { Checkpoint, Status } from '../../src/protocols/pbft/types.ts';
import { broadcasts, give, host, prePrepare, prepare, viewChange } from '../support/pbft-messages.ts';
import {
  countSent,
  createNet,
  feed,
  genesis,
  type Net,
  type Sent,
  signedRequest,
} from '../support/pbft-net.ts';

const ms = 1_000;

function cutOff(replica: ReplicaId, whileTrue: () => boolean) {
  return ({ from, to }: Sent): number | null =>
    whileTrue() && (from === replica || to === replica) ? null : 10 * ms;
}

function order(net: Net, count: number, first = 1): void {
  for (let t = first; t < first + count; t++) {
    net.request(signedRequest(0, t), [0]);
    net.until(net.now() + 60 * ms);
  }
}

function chains(net: Net): number {
  return new Set(net.hosts.map((one) => one.app.chain)).size;
}

describe('STATUS', () => {
  it('a replica that missed everything inside the window gets commit certificates', () => {
    let cut = true;
    const net = createNet({ delay: cutOff(3, () => cut) });
    order(net, 3);
    cut = false;
    net.until(3_000 * ms);
    expect(net.hosts.map((one) => one.state.lastExec)).toEqual([3, 3, 3, 3]);
    expect(chains(net)).toBe(1);
    expect(countSent(net)).toMatchObject({ 'COMMIT-CERTIFICATE again': expect.any(Number) });
  });
  it('a PRE-PREPARE to q − 1 backups only: the one left out catches up', () => {
    const net = createNet({
      delay: ({ to, message }) => (message.type === 'PRE-PREPARE' && to === 3 ? null : 10 * ms),
    });
    net.request(signedRequest(0, 1), [0]);
    net.until(100 * ms);
    expect(net.hosts.map((one) => one.state.lastExec)).toEqual([1, 1, 1, 0]);
    net.until(2_000 * ms);
    expect(net.hosts[3]?.state.lastExec).toBe(1);
    expect(net.hosts[3]?.state.view).toBe(0);
  });
  it('votes lost on the way are repeated, by those that have them', () => {
    let lossy = true;
    const net = createNet({
      options: { requestTimeout: 2_000 * ms },
      delay: ({ message }) => (lossy && message.type === 'COMMIT' ? null : 10 * ms),
    });
    net.request(signedRequest(0, 1), [0]);
    net.until(100 * ms);
    lossy = false;
    net.until(4_500 * ms);
    expect(net.hosts.map((one) => [one.state.view, one.state.lastExec])).toEqual([
      [0, 1],
      [0, 1],
      [0, 1],
      [0, 1],
    ]);
    expect(countSent(net)['COMMIT again']).toBeGreaterThan(0);
  });
  it('is said at every fifth tick when nothing is waited for, and then nothing is answered', () => {
    const net = createNet();
    order(net, 2);
    net.until(5_000 * ms);
    const told = net.sent.filter((one) => one.message.type === 'STATUS');
    expect([...new Set(told.map((one) => one.at / ms))]).toEqual([1_000, 2_000, 3_000, 4_000, 5_000]);
    expect(net.sent.some((one) => one.resend)).toBe(false);
  });
  it('asks for nothing that may still be under way: the first full tick is waited for', () => {
    const net = createNet({ delay: cutOff(3, () => true) });
    order(net, 1);
    const before = net.sent.length;
    net.deliver(3, 0, emptyStatus);
    net.until(net.now() + 20 * ms);
    expect(net.sent.slice(before).filter((one) => one.resend)).toEqual([]);
  });
  it('answers are bounded', () => {
    const one = host(0, { n: 4, options: { windowSlots: 200, checkpointInterval: 100 } });
    for (let slot = 1; slot <= 150; slot++) give(one, 'c0', signedRequest(slot, 1));
    for (let tick = 0; tick < 3; tick++) feed(one, { kind: 'timer', timer: 'status' });
    const answers = give(one, 3, emptyStatus).filter((effect) => effect.kind === 'send');
    expect(answers.length).toBe(48);
  });
});

const emptyStatus: Status = {
  type: 'STATUS',
  view: 0,
  active: true,
  stableSlot: 0,
  executedSlot: 0,
  slots: [],
  changes: '',
};

describe('state transfer', () => {
  it('a replica that missed more than a window fetches the certified state', () => {
    let cut = true;
    const net = createNet({ delay: cutOff(3, () => cut) });
    order(net, 21);
    cut = false;
    net.until(6_000 * ms);
    expect(net.hosts.map((one) => one.state.lastExec)).toEqual([21, 21, 21, 21]);
    expect(chains(net)).toBe(1);
    expect(net.hosts[3]?.state.stable.slot).toBe(20);
    expect(net.hosts[3]?.state.mode.phase).toEqual({ view: { normal: 'idle' }, state: 'current' });
    expect(net.hosts[3]?.executed.map((one) => one.slot)).toEqual([21]);
    order(net, 3, 22);
    expect(net.hosts.map((one) => one.state.lastExec)).toEqual([24, 24, 24, 24]);
  });
  it('one that is only late executes by itself and fetches nothing', () => {
    const net = createNet({ delay: ({ to }) => (to === 3 ? 100 : 10) * ms });
    for (let t = 1; t <= 12; t++) {
      net.request(signedRequest(0, t), [0]);
      net.until(net.now() + 60 * ms);
    }
    net.until(3_000 * ms);
    expect(net.hosts[3]?.state.lastExec).toBe(12);
    expect(countSent(net).FETCH ?? 0).toBe(0);
  });
  it('a STATE that does not hash to the certified digest is refused, and another replica is asked', () => {
    let cut = true;
    const net = createNet({
      delay: cutOff(3, () => cut),
      outbound: (replica, effects) =>
        replica < 2
          ? effects.map((effect) =>
              effect.kind === 'send' && effect.message.type === 'STATE'
                ? {
                    ...effect,
                    message: {
                      ...effect.message,
                      snapshot: { ...genesis, chain: digestText('lie') },
                    } as never,
                  }
                : effect,
            )
          : effects,
    });
    order(net, 21);
    cut = false;
    net.until(8_000 * ms);
    expect(net.refused.some((one) => one.replica === 3 && one.why === 'bad-state')).toBe(true);
    expect(net.hosts[3]?.state.lastExec).toBe(21);
    expect(chains(net)).toBe(1);
  });
});

describe('a damaged state', () => {
  it('heals at the next checkpoint: it is replaced, and what was decided above is executed again', () => {
    const net = createNet({ delay: ({ to }) => (to === 2 ? 10 : 12) * ms });
    order(net, 2);
    const broken = net.hosts[2];
    if (broken === undefined) throw new Error('R2 expected');
    broken.app = { ...genesis, chain: digestText('damaged') };
    net.request(signedRequest(0, 3), [0]);
    net.until(net.now() + 90 * ms);
    for (const client of [0, 1, 2]) net.request(signedRequest(client, 4), [0]);
    net.until(net.now() + 1_000 * ms);
    expect(net.hosts.map((one) => one.state.lastExec)).toEqual([6, 6, 6, 6]);
    expect(chains(net)).toBe(1);
    const slots = broken.executed.map((one) => one.slot);
    expect(slots.filter((slot) => slot > 4).length).toBeGreaterThan(2);
    expect(net.cites.some((cite) => cite.replica === 2 && cite.rule === 'pbft/diverged')).toBe(true);
    expect(net.hosts.map((one) => one.state.stable.slot)).toEqual([4, 4, 4, 4]);
  });
});

describe('recovery from disk', () => {
  it('a crashed backup comes back, catches up and goes on voting', () => {
    const net = createNet();
    order(net, 6);
    net.crash(2);
    order(net, 3, 7);
    net.recover(2);
    net.until(net.now() + 2_000 * ms);
    expect(net.hosts.map((one) => one.state.lastExec)).toEqual([9, 9, 9, 9]);
    expect(chains(net)).toBe(1);
    expect(net.hosts[2]?.state.stable.slot).toBe(8);
  });
  it('a primary does not use a slot number twice', () => {
    const net = createNet({ delay: ({ message }) => (message.type === 'PREPARE' ? null : 10 * ms) });
    net.request(signedRequest(0, 1), [0]);
    net.until(15 * ms);
    net.crash(0);
    net.recover(0);
    net.request(signedRequest(1, 1), [0]);
    net.until(40 * ms);
    const proposals = net.sent.flatMap(({ message }) =>
      message.type === 'PRE-PREPARE' ? [message as never] : [],
    );
    const seen = proposals.map(({ slot, digest }: { slot: number; digest: string }) => `${slot} ${digest}`);
    expect(new Set(seen).size).toBe(2);
    expect(net.hosts[0]?.state.seqNo).toBe(2);
  });
  it('votes are the same as before, and the prepared certificate is still known', () => {
    const one = host(3);
    const message = prePrepare(0, 1, signedRequest(0, 1));
    const before = [...give(one, 0, message), ...give(one, 1, prepare(1, message))];
    expect(broadcasts(before)).toEqual(['PREPARE', 'COMMIT']);
    const again = host(3);
    feed(again, { kind: 'recover', stable: one.disk });
    const entry = slotOf(again.state, 1);
    expect(entry?.chart.phase).toBe('prepared');
    expect(entry?.prepared).toEqual(slotOf(one.state, 1)?.prepared);
    expect(entry?.prepares).toEqual(slotOf(one.state, 1)?.prepares);
    expect(entry?.commits).toEqual(slotOf(one.state, 1)?.commits);
    expect(again.state.waiting.map((each) => each.digest)).toEqual([message.digest]);
  });
  it('a view change stays a view change: the same VIEW-CHANGE is sent again', () => {
    const one = host(3);
    give(one, 0, prePrepare(0, 1, signedRequest(0, 1)));
    const sent = feed(one, { kind: 'timer', timer: 'request' }).find((effect) => effect.kind === 'broadcast');
    const again = host(3);
    const effects = feed(again, { kind: 'recover', stable: one.disk });
    expect([again.state.view, again.state.active]).toEqual([1, false]);
    const resent = effects.find(
      (effect) => effect.kind === 'broadcast' && effect.message.type === 'VIEW-CHANGE',
    );
    expect(resent).toEqual({ ...sent, resend: true });
  });
  it('with everybody down at once, what was decided stays decided', () => {
    const net = createNet({
      delay: ({ message, to }) => (message.type === 'COMMIT' && to !== 1 ? null : 10 * ms),
    });
    net.request(signedRequest(0, 1), [0]);
    net.until(60 * ms);
    expect(net.hosts.map((one) => one.state.lastExec)).toEqual([0, 1, 0, 0]);
    for (const replica of [0, 1, 2, 3]) net.crash(replica);
    for (const replica of [0, 1, 2, 3]) net.recover(replica);
    net.request(signedRequest(1, 1), [0, 1, 2, 3]);
    net.until(6_000 * ms);
    const firsts = net.hosts.map((one) => one.executed.find((each) => each.slot === 1)?.digest);
    expect(new Set(firsts).size).toBe(1);
  });
  it('with a damaged state on disk: its promises still bind, the state comes from others', () => {
    const net = createNet();
    order(net, 6);
    net.crash(2);
    const broken = net.hosts[2];
    if (broken === undefined) throw new Error('R2 expected');
    const record = broken.disk.stable as { content: object };
    broken.disk.stable = { ...record, content: { ...record.content, snapshot: genesis } };
    net.recover(2);
    expect(slotOf(broken.state, 6)?.prepared?.proposal.slot).toBe(6);
    expect([broken.state.stable.slot, broken.state.lastExec]).toEqual([4, 0]);
    net.until(net.now() + 2_000 * ms);
    expect(broken.state.lastExec).toBe(6);
    expect(chains(net)).toBe(1);
    expect(broken.executed.slice(-2).map((one) => one.slot)).toEqual([5, 6]);
  });
  it('a primary does not go on from what an older view had assigned: that would leave a gap', () => {
    const one = host(1);
    give(one, 0, prePrepare(0, 4, signedRequest(0, 1)));
    for (const replica of [2, 3]) give(one, replica, viewChange(replica));
    expect([one.state.view, one.state.active, one.state.seqNo]).toEqual([1, true, 1]);
    expect(Object.keys(one.disk).sort()).toEqual(['log/1', 'log/4', 'view']);
    const again = host(1);
    feed(again, { kind: 'recover', stable: one.disk });
    expect([again.state.view, again.state.active, again.state.seqNo]).toEqual([1, true, 1]);
  });
  it('from an empty disk: as new, and the others bring it back', () => {
    const net = createNet();
    order(net, 10);
    net.crash(3);
    const lost = net.hosts[3];
    if (lost === undefined) throw new Error('R3 expected');
    lost.disk = {};
    net.recover(3);
    net.until(net.now() + 3_000 * ms);
    expect(lost.state.lastExec).toBe(10);
    expect(chains(net)).toBe(1);
  });
});

describe('the window', () => {
  it('a primary with more requests than slots proposes the rest when the window moves', () => {
    const net = createNet();
    for (let client = 0; client < 20; client++) net.request(signedRequest(client, 1), [0]);
    net.until(15 * ms);
    expect(net.hosts[0]?.state.seqNo).toBe(8);
    net.until(1_000 * ms);
    expect(net.hosts.map((one) => one.state.lastExec)).toEqual([20, 20, 20, 20]);
    expect(net.sent.some((one) => one.resend)).toBe(false);
  });
  it('what comes for a window about to open is set aside, not lost', () => {
    let slow = false;
    const net = createNet({
      delay: ({ to, message }) =>
        (slow && to === 3 && message.type === 'CHECKPOINT' && (message as Checkpoint).replica !== 0
          ? 30
          : 10) * ms,
    });
    slow = true;
    for (let client = 0; client < 20; client++) net.request(signedRequest(client, 1), [0]);
    net.until(1_000 * ms);
    expect(net.hosts.map((one) => one.state.lastExec)).toEqual([20, 20, 20, 20]);
    expect(net.cites.some((cite) => cite.replica === 3 && cite.rule === 'pbft/set-aside')).toBe(true);
    expect(net.sent.some((one) => one.resend)).toBe(false);
  });
});
