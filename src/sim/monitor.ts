/**
 * The judge of a run: every verdict of DESIGN 6, of the protocol and of the ledger, from the trace alone. It
 * runs on every event, so what cannot matter leaves at once: a delivery that led to nothing is something
 * nobody did, and what was received had been sent before. A verdict sees an event only if the event bears a
 * sign of what the verdict reads.
 */
import type { Snapshot } from '../kernel/application.ts';
import type { Accusation } from '../kernel/evidence.ts';
import type { Digest, Endpoint, TimeUs } from '../kernel/ids.ts';
import type { Property, Verdict } from '../kernel/property.ts';
import type { Manifest, PropertyConfig } from '../kernel/protocol.ts';
import type { ReplicaEvent, TraceEvent } from '../kernel/trace.ts';
import type { NetworkConfig } from './network-config.ts';
import type { Until } from './plan.ts';
import { agreement } from './properties/agreement.ts';
import { audited } from './properties/audit.ts';
import { catchUp } from './properties/catch-up.ts';
import { certificates } from './properties/certificates.ts';
import { decideStable } from './properties/decide-stable.ts';
import { type EvidenceProperty, evidence } from './properties/evidence.ts';
import { exactlyOnce } from './properties/exactly-once.ts';
import { monotone } from './properties/monotone.ts';
import { noEquivocation } from './properties/no-equivocation.ts';
import type { Patience } from './properties/patience.ts';
import { prefix } from './properties/prefix.ts';
import { progress } from './properties/progress.ts';
import type { Explain, SharedProperty } from './properties/shared.ts';
import { stateRoot } from './properties/state-root.ts';
import { totalOrder } from './properties/total-order.ts';
import { validity } from './properties/validity.ts';
import { sign } from './sign.ts';
import type { FoldedWorld, TraceWorld, WorldConfig } from './trace-world.ts';
import { createWorld } from './world.ts';

export interface MonitorConfig {
  readonly plan: PropertyConfig & { readonly network: NetworkConfig };
  readonly manifest: Pick<
    Manifest,
    'votes' | 'certificate' | 'checkpoint' | 'valueDigest' | 'properties' | 'progressBound' | 'evidence'
  >;
  /** Checks a signature; absent: no statement counts as evidence. */
  readonly verify?: (signer: Endpoint, digest: Digest, signature: unknown) => boolean;
  /**
   * What is wrong with a ledger state, in a clause; null when nothing is. Absent: the ledger is not audited.
   */
  readonly conservation?: (snapshot: Snapshot) => string | null;
  /**
   * What a replica waits for at the event being observed, in its manifest's words: asked when a wait is too
   * long.
   */
  readonly explain?: Explain;
}

export interface Monitor {
  /** Every event of the trace, in order. */
  observe(event: TraceEvent): void;
  /**
   * In the order of DESIGN 6, then the protocol's, then the ledger's. `explain` says what a replica waited
   * for at this place of the trace, for verdicts that are pending; without it the configured one is asked,
   * which knows the present.
   */
  verdicts(explain?: Explain): readonly Verdict[];
  /** The violation that came first; of one event's, the first in that order. */
  firstViolation(): Verdict | null;
  /** Everybody convicted by signed statements that correct replicas hold, in order of conviction. */
  accusations(): readonly Accusation[];
  /** What the trace so far says about replicas and network. */
  readonly world: TraceWorld;
  /** An independent copy that goes on from here; cheap, because it shares what neither writes again. */
  clone(): Monitor;
}

export function createMonitor(config: MonitorConfig): Monitor {
  const { plan, manifest, conservation, explain } = config;
  const shared = sharedProperties(config);
  return monitorOf({
    world: createWorld(worldConfig(config)),
    shared,
    own: manifest.properties(plan),
    audits: conservation === undefined ? [] : [audited('ledger/conservation', conserved, conservation)],
    timed: shared.filter(isTimed),
    explain: explain ?? (() => null),
    first: null,
    shownVersion: 0,
    wakesAfter: Number.POSITIVE_INFINITY,
  });
}

/** The violation that ends a run: of the verdict that it waits for, else the first. */
export function endingViolation(monitor: Monitor, { violated }: Pick<Until, 'violated'>): Verdict | null {
  const first = monitor.firstViolation();
  if (first === null || violated === undefined) return first;
  const awaited = monitor.verdicts(() => null).find(({ property }) => property === violated);
  return awaited?.verdict === 'violated' ? awaited : null;
}

/** Everything a monitor remembers; one monitor's alone. */
interface Court {
  readonly world: FoldedWorld;
  readonly shared: readonly SharedProperty[];
  /** The protocol's own: they see every event that had an effect. */
  readonly own: readonly Property[];
  readonly audits: readonly SharedProperty[];
  /** Those of the shared ones that wait for something. */
  readonly timed: readonly SharedProperty[];
  readonly explain: Explain;
  first: Verdict | null;
  /** The world's version that the timed ones have seen. */
  shownVersion: number;
  /** No timed one asks for an event up to this time. */
  wakesAfter: TimeUs;
}

const conserved = 'Every state of a correct replica holds exactly what was paid in.';

function monitorOf(court: Court): Monitor {
  const { world, shared, own, audits } = court;
  return {
    world,
    observe(event) {
      if (event.kind === 'replica' && event.at <= court.wakesAfter && isUneventful(event, world)) return;
      judge(court, event);
    },
    verdicts: (explain = court.explain) => [
      ...shared.map((property) => property.verdict(explain)),
      ...own.map((property) => property.verdict()),
      ...audits.map((property) => property.verdict()),
    ],
    firstViolation: () => court.first,
    accusations: () => evidenceIn(shared)?.accusations() ?? [],
    clone: () => monitorOf(copyOf(court)),
  };
}

function copyOf(court: Court): Court {
  const shared = court.shared.map((property) => property.clone());
  return {
    ...court,
    world: court.world.clone(),
    shared,
    own: court.own.map((property) => property.clone()),
    audits: court.audits.map((property) => property.clone()),
    timed: shared.filter(isTimed),
  };
}

function judge(court: Court, event: TraceEvent): void {
  const { world, shared, own, audits } = court;
  const signs = world.begin(event) | (event.at > court.wakesAfter ? sign.due : 0);
  let violated: Property | null = null;
  for (const property of shared) if (show(property, signs, event, world)) violated ??= property;
  for (const property of own) if (showOwn(property, event, court)) violated ??= property;
  for (const property of audits) if (show(property, signs, event, world)) violated ??= property;
  if (signs !== 0) court.shownVersion = world.version;
  world.finish(event);
  court.wakesAfter = wakeTime(court);
  if (violated !== null) court.first ??= violated.verdict();
}

function evidenceIn(shared: readonly SharedProperty[]): EvidenceProperty | undefined {
  return shared.find((property) => property.id === 'evidence') as EvidenceProperty | undefined;
}

/** A delivery from a correct sender that led to nothing but words for the reader. */
function isUneventful({ input, effects }: ReplicaEvent, world: TraceWorld): boolean {
  if (input.kind !== 'message') return false;
  const { from } = input.envelope;
  if (typeof from === 'number' && !world.isCorrect(from)) return false;
  for (const { kind } of effects) if (kind !== 'cite') return false;
  return true;
}

/** True when the property was violated by this event. */
function show(property: SharedProperty, signs: number, event: TraceEvent, world: TraceWorld): boolean {
  if ((property.wants & signs) === 0 || property.violation !== null) return false;
  property.observe(event, world);
  return property.violation !== null;
}

/**
 * A kernel property says only in its verdict that it is violated, and that matters only while nothing else
 * is.
 */
function showOwn(property: Property, event: TraceEvent, { world, first }: Court): boolean {
  property.observe(event, world);
  return first === null && property.verdict().verdict === 'violated';
}

/** At the very next event, if somebody has just become correct again: that changes what can be expected. */
function wakeTime({ world, timed, shownVersion }: Court): TimeUs {
  if (shownVersion !== world.version) return -1;
  let time = Number.POSITIVE_INFINITY;
  for (const property of timed) time = Math.min(time, property.wakesAfter);
  return time;
}

function isTimed({ wants }: SharedProperty): boolean {
  return (wants & sign.due) !== 0;
}

/** DESIGN 6's list, in its order. */
function sharedProperties(config: MonitorConfig): readonly SharedProperty[] {
  const { plan, manifest, verify } = config;
  const threshold = manifest.certificate.threshold(plan.replicas, plan.faults);
  const patience = patienceOf(config);
  return [
    agreement(),
    prefix(),
    totalOrder(),
    validity(manifest.valueDigest ? (commands) => manifest.valueDigest?.(commands) ?? '' : null),
    exactlyOnce(),
    decideStable(),
    stateRoot(),
    certificates({ ...manifest.certificate, threshold }),
    noEquivocation(),
    monotone(plan.replicas),
    progress(patience),
    // A replica that was away first has to hear of what it missed and then to fetch it: twice the time of a
    // request.
    catchUp(plan.replicas, { ...patience, bound: (timer, delay) => 2 * patience.bound(timer, delay) }),
    ...(verify === undefined || manifest.evidence === undefined
      ? []
      : [evidence({ rules: manifest.evidence, verify })]),
  ];
}

function patienceOf({ plan, manifest, explain }: MonitorConfig): Patience {
  const { replicas, faults, options } = plan;
  return {
    enough: replicas - faults,
    bound(timer, longestDelay) {
      const longestTimer = Math.max(timer, options.requestTimeout);
      return manifest.progressBound({ replicas, faults, options, longestTimer, longestDelay });
    },
    explain: explain ?? (() => null),
  };
}

function worldConfig({ plan, manifest }: MonitorConfig): WorldConfig {
  const { replicas, faults, options, network } = plan;
  return {
    replicas,
    faults,
    windowSlots: options.windowSlots,
    network,
    quorum: manifest.certificate.threshold(replicas, faults),
    checkpointPhase: manifest.checkpoint?.phase ?? null,
    votes: (message) => manifest.votes(message),
  };
}
