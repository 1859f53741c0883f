/** View changes in the small world: what must survive them, what must stop, and what must go on. */
import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/kernel/effect.ts';
import type { ReplicaId } from '../../src/kernel/ids.ts';
import { requestDigest } from '../../src/kernel/signed.ts';
import { slotOf } from '../../src/protocols/pbft/state.ts';
import type { NewView } from '../../src/protocols/pbft/types.ts';
import {
  broadcasts,
  certificate,
  commit,
  give,
  host,
  newView,
  prePrepare,
  prepare,
  refusals,
  viewChange,
} from '../support/pbft-messages.ts';
import { createNet, feed, type Net, type Sent, signedRequest } from '../support/pbft-net.ts';

const ms = 1_000;
const request = signedRequest(0, 1);
const digest = requestDigest(request);

function chains(net: Net, replicas: readonly ReplicaId[]): number {
  return new Set(replicas.map((replica) => net.hosts[replica]?.app.chain)).size;
}

describe('what one replica has executed survives the view change', () => {
  it('A executed at R0 only, then R0 is cut: view 1 orders A at slot 1', () => {
    /** R0's COMMITs and replies get nowhere; the others' COMMITs reach R0 only. */
    const isLost = ({ from, to, message }: Sent): boolean =>
      (message.type === 'COMMIT' && to !== 0) || (from === 0 && message.type !== 'PRE-PREPARE');
    let network: 'lossy' | 'cut' | 'good' = 'lossy';
    const isCut = ({ from, to }: Sent): boolean => from === 0 || to === 0;
    const net = createNet({
      delay: (sent) =>
        (network === 'lossy' && isLost(sent)) || (network === 'cut' && isCut(sent)) ? null : 10 * ms,
    });
    net.request(request, [0]);
    net.until(60 * ms);
    expect(net.hosts.map((one) => one.state.lastExec)).toEqual([1, 0, 0, 0]);
    network = 'cut';
    net.request(signedRequest(1, 1), [1, 2, 3]);
    net.until(2_000 * ms);
    expect(net.hosts[1]?.executed.map((one) => one.digest)).toEqual([
      digest,
      requestDigest(signedRequest(1, 1)),
    ]);
    expect(chains(net, [1, 2, 3])).toBe(1);
    network = 'good';
    net.until(6_000 * ms);
    expect(net.hosts[0]?.executed.map((one) => one.slot)).toEqual([1, 2]);
    expect(chains(net, [0, 1, 2, 3])).toBe(1);
  });

  it('a gap below a prepared slot is filled with a null request that executes nothing', () => {
    const net = createNet({
      delay: ({ message }) => {
        const { type, view, slot } = message as { type: string; view?: number; slot?: number };
        const isLost = view === 0 && ((type === 'PRE-PREPARE' && slot === 1) || type === 'COMMIT');
        return isLost ? null : 10 * ms;
      },
    });
    net.request(request, [0]);
    net.request(signedRequest(1, 1), [0]);
    net.until(100 * ms);
    net.request(request, [1, 2, 3]);
    net.until(3_000 * ms);
    const [one] = net.hosts;
    expect(one?.executed.map(({ slot, digest: d, execute }) => [slot, d === null, execute.length])).toEqual([
      [1, true, 0],
      [2, false, 1],
      [3, false, 1],
    ]);
    expect(chains(net, [0, 1, 2, 3])).toBe(1);
    expect(net.hosts.map((each) => each.state.view)).toEqual([1, 1, 1, 1]);
  });
});

describe('a replica that left a view', () => {
  function left(): ReturnType<typeof host> {
    const one = host(3);
    give(one, 0, prePrepare(0, 1, request));
    const effects = feed(one, { kind: 'timer', timer: 'request' });
    expect(broadcasts(effects)).toEqual(['VIEW-CHANGE']);
    return one;
  }
  it('writes the VIEW-CHANGE to disk before it sends it', () => {
    const one = host(3);
    give(one, 0, prePrepare(0, 1, request));
    const kinds = feed(one, { kind: 'timer', timer: 'request' }).map((effect) => effect.kind);
    expect(kinds.indexOf('persist')).toBeLessThan(kinds.indexOf('broadcast'));
    expect(one.disk.view).toMatchObject({ view: 1, active: false });
  });
  it('sends no PREPARE and no COMMIT there any more', () => {
    const one = left();
    const message = prePrepare(0, 1, request);
    for (const effects of [
      give(one, 1, prepare(1, message)),
      give(one, 2, prepare(2, message)),
      give(one, 0, prePrepare(0, 2, signedRequest(1, 1))),
    ]) {
      expect(broadcasts(effects)).toEqual([]);
      expect(refusals(effects)).toEqual(['stale-view']);
    }
    expect(slotOf(one.state, 1)?.prepared).toBeNull();
  });
  it('still executes what a commit certificate proves, whatever its view', () => {
    const one = left();
    const message = prePrepare(0, 1, request);
    const commits = [0, 1, 2].map((replica) => commit(replica, message));
    const proof = { type: 'COMMIT-CERTIFICATE', view: 0, slot: 1, digest, request, commits };
    expect(give(one, 1, proof).some((effect) => effect.kind === 'commit')).toBe(true);
    expect(one.state.active).toBe(false);
    expect(one.state.lastExec).toBe(1);
    expect(one.state.waiting).toEqual([]);
  });
  it('takes requests to wait, and keeps those that waited', () => {
    const one = left();
    give(one, 'c1', signedRequest(1, 1));
    expect(one.state.waiting.map((each) => each.request.client)).toEqual(['c0', 'c1']);
  });
  it('sets early messages of the new view aside and takes them in once the NEW-VIEW is here', () => {
    const one = left();
    const message = prePrepare(1, 1, request);
    const early = [
      give(one, 2, prepare(2, message)),
      give(one, 1, message),
      give(one, 0, prepare(0, message)),
    ];
    expect(early.flatMap(refusals)).toEqual([]);
    const changes = [0, 1, 2].map((replica) => viewChange(replica));
    const effects = give(one, 1, newView({ changes }));
    expect(broadcasts(effects)).toEqual(['PREPARE', 'COMMIT']);
    expect(one.state.aside.flat()).toEqual([]);
  });
});

describe('joining and leading', () => {
  it('f + 1 VIEW-CHANGEs for later views: joins at the smallest of them', () => {
    const one = host(3);
    expect(broadcasts(give(one, 1, viewChange(1, { view: 7 })))).toEqual([]);
    const effects = give(one, 2, viewChange(2, { view: 5 }));
    expect(broadcasts(effects)).toEqual(['VIEW-CHANGE']);
    expect(one.state.view).toBe(5);
  });
  it('f liars cannot move anyone', () => {
    const one = host(3);
    for (let view = 1; view < 20; view++) give(one, 1, viewChange(1, { view }));
    expect([one.state.view, one.state.active]).toEqual([0, true]);
  });
  it('the new-view timer runs only when q replicas have left', () => {
    const one = host(3);
    give(one, 0, viewChange(0, { view: 2 }));
    const armed = (effects: readonly Effect[]): readonly string[] =>
      effects.flatMap((effect) => (effect.kind === 'arm' ? [effect.timer] : []));
    const two = host(3);
    give(two, 'c0', request);
    feed(two, { kind: 'timer', timer: 'request' });
    expect(armed(give(two, 0, viewChange(0)))).toEqual([]);
    expect(armed(give(two, 1, viewChange(1)))).toEqual(['new-view']);
    expect(armed(give(one, 1, viewChange(1, { view: 2 })))).toEqual(['new-view']);
  });
  it('the new primary proposes what waits, above what it proposed again', () => {
    const one = host(1);
    give(one, 'c1', signedRequest(1, 1));
    give(one, 2, viewChange(2, { prepared: [certificate(0, 1, digest)] }));
    const effects = give(one, 3, viewChange(3));
    expect(broadcasts(effects)).toEqual(['VIEW-CHANGE', 'NEW-VIEW', 'PRE-PREPARE']);
    expect(one.state.seqNo).toBe(2);
    expect(slotOf(one.state, 1)?.proposal?.digest).toBe(digest);
    expect(slotOf(one.state, 2)?.request?.client).toBe('c1');
  });
  it('a NEW-VIEW that does not follow from its V: on to the next view', () => {
    const one = host(3);
    give(one, 0, viewChange(0));
    give(one, 2, viewChange(2));
    expect(one.state.view).toBe(1);
    const bad = newView({
      changes: [0, 2, 3].map((replica) => viewChange(replica)),
      proposals: [],
      signer: 1,
    });
    const forged = newView({ changes: bad.changes.slice(1) });
    const effects = give(one, 1, forged);
    expect(refusals(effects)).toEqual(['new-view-too-small']);
    expect(broadcasts(effects)).toEqual(['VIEW-CHANGE']);
    expect([one.state.view, one.state.active]).toEqual([2, false]);
  });
  it('a bad NEW-VIEW for another view than the one wanted changes nothing', () => {
    const one = host(3);
    give(one, 1, newView({ view: 9, changes: [] }));
    expect([one.state.view, one.state.active]).toEqual([0, true]);
  });
});

describe('bodies that a NEW-VIEW names by digest', () => {
  const prepared = [certificate(0, 1, digest)];
  const message: NewView = newView({
    changes: [viewChange(0, { prepared }), viewChange(1), viewChange(2)],
    proposals: [prePrepare(1, 1, request)].map(({ request: _, ...bare }) => bare),
  });
  it('are fetched from voters, and the slot goes on when one comes', () => {
    const one = host(3);
    const effects = give(one, 1, message);
    const asked = effects.flatMap((effect) =>
      effect.kind === 'send' ? [[effect.to, effect.message.type]] : [],
    );
    expect(asked).toEqual([
      [0, 'FETCH'],
      [1, 'FETCH'],
    ]);
    expect(broadcasts(effects)).toEqual(['PREPARE']);
    give(one, 0, prepare(0, prePrepare(1, 1, request)));
    expect(slotOf(one.state, 1)?.prepared).toBeNull();
    expect(broadcasts(give(one, 0, { type: 'BODY', request }))).toEqual(['COMMIT']);
    expect(one.disk['log/1']).toMatchObject({ request });
  });
  it('are not taken when they are something else', () => {
    const one = host(3);
    give(one, 1, message);
    expect(refusals(give(one, 0, { type: 'BODY', request: signedRequest(1, 1) }))).toEqual([
      'body-not-asked',
    ]);
  });
  it('are found where they wait already', () => {
    const one = host(3);
    give(one, 'c0', request);
    const effects = give(one, 1, message);
    expect(effects.some((effect) => effect.kind === 'send')).toBe(false);
    expect(slotOf(one.state, 1)?.request).toBe(request);
  });
});

describe('executed slots in a new view', () => {
  it('run the phases again and are not executed again', () => {
    const net = createNet({ options: { checkpointInterval: 4 } });
    net.request(request, [0]);
    net.until(100 * ms);
    net.crash(0);
    net.request(signedRequest(1, 1), [1, 2, 3]);
    net.until(3_000 * ms);
    expect(net.hosts[2]?.executed.map((one) => one.slot)).toEqual([1, 2]);
    expect(slotOf(net.hosts[2]?.state as never, 1)).toMatchObject({ view: 1, chart: { phase: 'executed' } });
  });
});

describe('tentative execution', () => {
  it('is rolled back when the view changes', () => {
    const one = host(3, { n: 4, options: { tentative: true } });
    const message = prePrepare(0, 1, request);
    give(one, 0, message);
    const effects = give(one, 1, prepare(1, message));
    expect(
      effects.map((effect) => effect.kind).filter((kind) => kind === 'execute' || kind === 'reply'),
    ).toEqual(['execute', 'reply']);
    expect(one.tentative).not.toBeNull();
    const change = feed(one, { kind: 'timer', timer: 'request' });
    expect(change.some((effect) => effect.kind === 'rollback')).toBe(true);
    expect([one.tentative, one.state.tentative, one.state.lastExec]).toEqual([null, null, 0]);
  });
  it('waits for the slot below to commit', () => {
    const one = host(3, { n: 4, options: { tentative: true } });
    for (const slot of [1, 2]) {
      const message = prePrepare(0, slot, signedRequest(slot, 1));
      give(one, 0, message);
      give(one, 1, prepare(1, message));
    }
    expect(one.state.tentative?.slot).toBe(1);
    const message = prePrepare(0, 1, signedRequest(1, 1));
    give(one, 0, commit(0, message));
    give(one, 1, commit(1, message));
    expect([one.state.lastExec, one.state.tentative?.slot]).toEqual([1, 2]);
  });
});
