/** Streamlet's own verdicts trip on hand-made traces that break them, and on nothing else. */
import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/kernel/effect.ts';
import type { Message } from '../../src/kernel/message.ts';
import type { Property, World } from '../../src/kernel/property.ts';
import type { ReplicaEvent } from '../../src/kernel/trace.ts';
import { streamletProperties } from '../../src/protocols/streamlet/properties.ts';
import { blockDigest } from '../../src/protocols/streamlet/signed.ts';
import type { Propose } from '../../src/protocols/streamlet/types.ts';
import { block, contextOf, signedRequest, vote } from '../support/streamlet-replica.ts';

const liars = new Set<number>();
const world = { isCorrect: (replica: number) => !liars.has(replica) } as unknown as World;

/** Shows every verdict one event of a replica per list of effects; returns those that are violated. */
class Court {
  properties: readonly Property[] = streamletProperties({
    replicas: 4,
    faults: 1,
    options: contextOf().options,
  });
  index = 0;

  does(replica: number, ...effects: readonly Effect[]): this {
    const index = this.index++;
    const input = { kind: 'start' } as const;
    const event: ReplicaEvent = {
      kind: 'replica',
      index,
      at: index,
      cause: -1,
      sent: [],
      replica,
      input,
      effects,
      applied: [],
      root: null,
    };
    for (const property of this.properties) property.observe(event, world);
    return this;
  }

  says(replica: number, ...messages: readonly Message[]): this {
    return this.does(replica, ...messages.map((message): Effect => ({ kind: 'broadcast', message })));
  }

  /** The leader proposes, and these vote. */
  grows(proposal: Propose, voters: readonly number[]): this {
    this.says(proposal.replica, proposal);
    for (const replica of voters) this.says(replica, vote(replica, proposal));
    return this;
  }

  decides(replica: number, slot: number, proposal: Propose): this {
    const digest = blockDigest(proposal);
    return this.does(replica, {
      kind: 'commit',
      slot,
      view: proposal.epoch,
      digest,
      commands: [],
      execute: [],
      certificate: [],
    });
  }

  get violated(): readonly string[] {
    return this.properties.filter((one) => one.verdict().verdict === 'violated').map(({ id }) => id);
  }

  get because(): string {
    return (
      this.properties.map((one) => one.verdict()).find(({ verdict }) => verdict === 'violated')?.because ?? ''
    );
  }
}

const [a, x] = [block(1, null), block(2, null)];
const rival = block(1, null, [signedRequest(0, 1)]);
const b = block(2, a);

describe('unique-per-epoch', () => {
  it('trips when both blocks of an epoch have two thirds, and names who voted for both', () => {
    liars.add(2).add(3);
    const court = new Court().grows(a, [0, 2, 3]).grows(rival, [1, 2]);
    expect(court.violated).toEqual([]);
    court.says(3, vote(3, rival));
    liars.clear();
    expect(court.violated).toEqual(['streamlet/unique-per-epoch']);
    expect(court.because).toContain('R2, R3 voted for both');
  });
  it('counts distinct replicas: a vote that is said twice is one', () => {
    const court = new Court().grows(a, [0, 1, 2]).grows(rival, [3, 3, 3]);
    expect(court.violated).toEqual([]);
  });
});

describe('one-vote-per-epoch', () => {
  it('trips on a correct replica only', () => {
    liars.add(1);
    expect(new Court().says(1, vote(1, a), vote(1, rival)).violated).toEqual([]);
    liars.clear();
    expect(new Court().says(1, vote(1, a), vote(1, rival)).violated).toEqual([
      'streamlet/one-vote-per-epoch',
    ]);
    expect(new Court().says(1, vote(1, a), vote(1, a), vote(1, b)).violated).toEqual([]);
  });
});

describe('longest-rule', () => {
  it('trips when a replica votes on a shorter chain than before', () => {
    const court = new Court().grows(a, [0, 1, 2]).grows(b, [0]);
    expect(court.violated).toEqual([]);
    court.grows(block(3, null), [0]);
    expect(court.violated).toEqual(['streamlet/longest-rule']);
  });
  it('lets it vote on another chain of the same length', () => {
    expect(new Court().grows(a, [0]).grows(x, [0]).violated).toEqual([]);
  });
});

describe('stream-key', () => {
  it.each(['final first', 'notarised first'])(
    'trips when a block is notarised beside a final one: %s',
    (order) => {
      const court = new Court().grows(a, [0, 1, 2]).grows(b, [0, 1, 2]);
      if (order === 'final first') court.decides(0, 1, a);
      court.grows(x, [1, 2, 3]);
      if (order !== 'final first') {
        expect(court.violated).not.toContain('streamlet/stream-key');
        court.decides(0, 1, a);
      }
      expect(court.violated).toContain('streamlet/stream-key');
    },
  );
  it('holds a commit of several blocks to the last of them: ancestors may have had rivals', () => {
    const court = new Court().grows(a, [0, 1, 2]).grows(x, [3]).says(0, vote(0, x)).says(1, vote(1, x));
    const commit = (slot: number, one: Propose): Effect => ({
      kind: 'commit',
      slot,
      view: one.epoch,
      digest: blockDigest(one),
      commands: [],
      execute: [],
      certificate: [],
    });
    const c = block(3, a);
    court.grows(c, [0, 1, 2]).does(0, commit(1, a), commit(2, c));
    expect(court.violated).toEqual([]);
  });
});

describe('a copy', () => {
  it('goes on by itself', () => {
    const court = new Court().grows(a, [0, 1, 2]);
    const copy = new Court();
    copy.properties = court.properties.map((one) => one.clone());
    copy.grows(rival, [0, 1, 2]);
    expect(copy.violated).toContain('streamlet/unique-per-epoch');
    expect(court.violated).toEqual([]);
  });
});

describe('nonsense', () => {
  it('under the names of our messages is nothing said', () => {
    const noise = [
      { type: 'VOTE' },
      { type: 'PROPOSE', replica: 0, epoch: 1, parent: 3, payload: 'x' },
    ] as Message[];
    expect(new Court().says(0, ...noise).violated).toEqual([]);
  });
});
