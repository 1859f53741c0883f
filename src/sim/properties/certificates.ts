/**
 * CERT_SOUND (fact pack §0.1): what a correct replica executes was voted for by a quorum of distinct
 * replicas, and at least quorum − f of these votes were really sent by replicas that run the protocol. A
 * certificate that names fewer is a broken rule; one with votes that nobody sent is a forgery that got
 * through, or more than f liars at work.
 */
import type { Commit } from '../../kernel/effect.ts';
import { supportOf } from '../certificate.ts';
import { sign } from '../sign.ts';
import type { Decided } from '../timeline.ts';
import type { TraceWorld } from '../trace-world.ts';
import { alwaysProperty, type Rule, type SharedProperty } from './shared.ts';
import { replicaNames, shortDigest } from './words.ts';

/** What proves a commit: votes of this phase, from this many distinct replicas. */
export interface CertificateNeed {
  readonly phase: string;
  readonly threshold: number;
  /** Where the votes for a commit stand, if not at its slot. */
  slotOf?(commit: Pick<Commit, 'view' | 'slot'>): number;
}

export function certificates(need: CertificateNeed): SharedProperty {
  const rule: Rule<null> = {
    id: 'certificates',
    wants: sign.decided,
    promise: 'Every executed slot was proved by a quorum of votes, enough of them really sent.',
    copy: () => null,
    judge(_memory, event, world) {
      if (event.kind !== 'replica') return null;
      for (const decided of world.decided) {
        const fails = fault(need, decided, world);
        const { replica } = event;
        if (fails === null) continue;
        return { replicas: [replica], slot: decided.commit.slot, because: `R${replica} ${fails}` };
      }
      return null;
    },
  };
  return alwaysProperty(rule, null);
}

function fault(need: CertificateNeed, { commit }: Decided, world: TraceWorld): string | null {
  const { phase, threshold } = need;
  const { slot, view, digest, certificate } = commit;
  if (digest === null && certificate.length === 0) return null;
  const statement = { phase, view, slot: need.slotOf?.(commit) ?? slot, digest };
  const { voters, senders } = supportOf(certificate, statement, world);
  const what = `executed ${shortDigest(digest)} at slot ${slot} on ${phase}s of view ${view}`;
  if (voters.length < threshold) {
    return `${what} from ${voters.length} replicas (${replicaNames(voters)}); ${threshold} are needed.`;
  }
  const sent = threshold - world.faults;
  if (senders.length >= sent) return null;
  const known =
    senders.length === 0 ? 'no correct replica' : `of the correct replicas only ${replicaNames(senders)}`;
  return `${what}, but ${known} had sent one; at least ${sent} must have.`;
}
