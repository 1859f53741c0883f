/**
 * EVIDENCE_SOUND and EVIDENCE_COMPLETE (fact pack §0.1): what correct replicas hold in signed statements
 * never convicts a replica that was honest all along, and after a fork it convicts at least f + 1. Whether a
 * statement counts is asked of its signature alone, never of who is known to lie.
 */
import type { Accusation, EvidenceRules } from '../../kernel/evidence.ts';
import type { Digest, Endpoint, ReplicaId } from '../../kernel/ids.ts';
import type { TraceEvent } from '../../kernel/trace.ts';
import { copyDossier, type Dossier, emptyDossier, file } from '../dossier.ts';
import { sign } from '../sign.ts';
import type { TraceWorld } from '../trace-world.ts';
import { type CommonLog, copyLog, emptyLog, enterValue } from './common-log.ts';
import { alwaysProperty, type Finding, type Rule, type SharedProperty, type Violation } from './shared.ts';
import { replicaNames } from './words.ts';

export interface EvidenceConfig {
  readonly rules: EvidenceRules;
  verify(signer: Endpoint, digest: Digest, signature: unknown): boolean;
}

export interface EvidenceProperty extends SharedProperty {
  /** Everybody convicted so far, in order of conviction. */
  accusations(): readonly Accusation[];
  clone(): EvidenceProperty;
}

interface Memory {
  readonly dossier: Dossier;
  readonly log: CommonLog<Digest | null>;
}

export function evidence(
  config: EvidenceConfig,
  memory: Memory = { dossier: emptyDossier(), log: emptyLog() },
  found: Violation | null = null,
): EvidenceProperty {
  const property = alwaysProperty(ruleOf(config), memory, found);
  return Object.assign(property, {
    accusations: () => memory.dossier.accusations,
    clone: () => evidence(config, copyOf(memory), property.violation),
  });
}

function ruleOf(config: EvidenceConfig): Rule<Memory> {
  return {
    id: 'evidence',
    wants: sign.stated | sign.decided,
    promise: 'Signed statements convict no honest replica, and after a fork at least f + 1 liars.',
    copy: copyOf,
    judge(memory, event, world) {
      if (event.kind !== 'replica') return null;
      const known = memory.dossier.accusations.length;
      for (const message of heldBy(event, world)) {
        for (const block of config.rules.blocks?.(message) ?? []) memory.dossier.blocks.add(block);
        for (const statement of config.rules.statements(message)) {
          file(memory.dossier, statement, event.index, config);
        }
      }
      const unsound = memory.dossier.accusations
        .slice(known)
        .find(({ replica }) => !world.wasFaulty(replica));
      return unsound === undefined ? incomplete(memory, event.replica, world) : wrongly(unsound);
    },
  };
}

/** What a correct replica received from a liar, sent on, or decided by. */
function* heldBy({ input, effects }: TraceEvent & { kind: 'replica' }, world: TraceWorld) {
  if (input.kind === 'message') {
    const { from, message } = input.envelope;
    if (typeof from === 'number' && !world.isCorrect(from)) yield message;
  }
  for (const effect of effects) {
    if (effect.kind === 'send' || effect.kind === 'broadcast') yield effect.message;
    if (effect.kind === 'commit') yield* effect.certificate;
  }
}

function wrongly({ replica, because }: Accusation): Finding {
  return { replicas: [replica], because: `R${replica} is convicted though it was honest: it ${because}.` };
}

function incomplete({ log, dossier }: Memory, replica: ReplicaId, world: TraceWorld): Finding | null {
  for (const { commit } of world.decided) {
    const conflict = enterValue(log, commit.slot, replica, commit.digest, (a, b) => a === b);
    if (conflict === null) continue;
    const convicted = [...new Set(dossier.accusations.map((one) => one.replica))].sort((a, b) => a - b);
    if (convicted.length > world.faults) continue;
    const fork = `R${conflict.replica} and R${replica} decided different values at slot ${commit.slot}`;
    const because = `${fork}, but signed statements convict only ${replicaNames(convicted)}.`;
    return { replicas: [conflict.replica, replica], because };
  }
  return null;
}

function copyOf({ dossier, log }: Memory): Memory {
  return { dossier: copyDossier(dossier), log: copyLog(log) };
}
