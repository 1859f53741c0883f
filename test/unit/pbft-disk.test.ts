/**
 * Persist before you speak: at every effect of every event of some bad runs, what a replica has just said is
 * bound by what its disk holds already, so that a crash between any two effects forgets no vote.
 */
import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/kernel/effect.ts';
import type { NewView, PreparedCertificate, Proposal, ViewChange } from '../../src/protocols/pbft/types.ts';
import { createNet, type NetOptions, signedRequest } from '../support/pbft-net.ts';

const ms = 1_000;
type Disk = Map<string, unknown>;

function checkedNet(options: NetOptions): { readonly run: () => number } {
  const disks: Disk[] = Array.from({ length: 4 }, () => new Map());
  let spoken = 0;
  const net = createNet({
    ...options,
    outbound: (replica, effects) => {
      for (const effect of effects) {
        if (effect.kind === 'persist') disks[replica]?.set(effect.key, effect.value);
        else if (effect.kind === 'broadcast' && isBound(effect, disks[replica] as Disk)) spoken++;
      }
      return effects;
    },
  });
  return {
    run() {
      for (let t = 1; t <= 10; t++) {
        net.request(signedRequest(t % 2, t), [0, 1, 2, 3]);
        if (t === 4) net.crash(0);
        if (t === 7) net.recover(0);
        net.until(t * 300 * ms);
      }
      net.until(8_000 * ms);
      return spoken;
    },
  };
}

function isBound({ message }: Effect & { kind: 'broadcast' }, disk: Disk): boolean {
  switch (message.type) {
    case 'PRE-PREPARE':
    case 'PREPARE': {
      const { view, slot, digest } = message as Proposal;
      const record = disk.get(`log/${slot}`) as { proposal: Proposal } | undefined;
      expect(record?.proposal).toMatchObject({ view, slot, digest });
      return true;
    }
    case 'COMMIT': {
      const { view, slot, digest } = message as Proposal;
      const record = disk.get(`prepared/${slot}`) as { certificate: PreparedCertificate } | undefined;
      expect(record?.certificate.proposal).toMatchObject({ view, slot, digest });
      return true;
    }
    case 'VIEW-CHANGE':
      expect(disk.get('view')).toMatchObject({
        view: (message as ViewChange).view,
        active: false,
        change: message,
      });
      return true;
    case 'NEW-VIEW':
      expect(disk.get('view')).toMatchObject({
        view: (message as NewView).view,
        active: true,
        newView: message,
      });
      return true;
    default:
      return false;
  }
}

describe('what is said is on disk already', () => {
  it('through a crash, a view change and a recovery', () => {
    expect(checkedNet({ options: { checkpointInterval: 2, windowSlots: 4 } }).run()).toBeGreaterThan(60);
  });
  it('with every third COMMIT lost', () => {
    let commits = 0;
    const delay: NetOptions['delay'] = ({ message }) =>
      message.type === 'COMMIT' && commits++ % 3 === 0 ? null : 10 * ms;
    expect(checkedNet({ delay }).run()).toBeGreaterThan(60);
  });
});
