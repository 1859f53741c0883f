/**
 * What verdicts may expect of the network now: cuts, partition, loss and delay of every one-way link, folded
 * from the commands. Immutable. A partition concerns replicas only, and a replica in no group is alone;
 * `heal` ends the partition and every cut, those of the scenario's `links` included, but leaves loss and
 * delay as they are.
 */
import type { ReplicaId, TimeUs } from '../kernel/ids.ts';
import type { SimCommand } from '../kernel/trace.ts';
import type { LinkConfig, NetworkConfig } from './network-config.ts';

export interface Links {
  readonly delay: TimeUs;
  readonly lossy: boolean;
  /** Links that differ from the usual one, by name. */
  readonly special: ReadonlyMap<number, Link>;
  /** Group of each replica; null while there is no partition. */
  readonly groupOf: ReadonlyMap<ReplicaId, number> | null;
  /** Largest delay of any link, µs. */
  readonly longestDelay: TimeUs;
}

interface Link {
  readonly delay: TimeUs;
  readonly lossy: boolean;
  readonly cut: boolean;
}

export function linksOf(config: NetworkConfig): Links {
  const usual = { delay: config.delay.max, lossy: config.lossRate > 0, cut: false };
  const special = new Map<number, Link>();
  for (const link of config.links) special.set(nameOf(link.from, link.to), changed(usual, link));
  return measured({ delay: usual.delay, lossy: usual.lossy, special, groupOf: null });
}

/** The links after a command; the same object where it concerns no link. */
export function linksAfter(links: Links, command: SimCommand): Links {
  switch (command.do) {
    case 'partition': {
      const groupOf = new Map<ReplicaId, number>();
      for (const [number, group] of command.groups.entries()) for (const id of group) groupOf.set(id, number);
      return { ...links, groupOf };
    }
    case 'heal': {
      const special = new Map<number, Link>();
      for (const [name, link] of links.special) special.set(name, { ...link, cut: false });
      return { ...links, special, groupOf: null };
    }
    case 'cut':
    case 'mend':
      return withLink(links, { from: command.from, to: command.to, cut: command.do === 'cut' });
    case 'link':
      return withLink(links, command);
    default:
      return links;
  }
}

/** Nothing that is sent on this link now gets lost. */
export function isGood(links: Links, from: number | string, to: number | string): boolean {
  if (links.groupOf !== null && typeof from === 'number' && typeof to === 'number') {
    const group = links.groupOf.get(from);
    if (from !== to && (group === undefined || group !== links.groupOf.get(to))) return false;
  }
  if (links.special.size === 0) return !links.lossy;
  const link = links.special.get(nameOf(from, to));
  return link === undefined ? !links.lossy : !link.lossy && !link.cut;
}

function withLink(links: Links, change: LinkConfig): Links {
  const name = nameOf(change.from, change.to);
  const before = links.special.get(name) ?? { delay: links.delay, lossy: links.lossy, cut: false };
  return measured({ ...links, special: new Map(links.special).set(name, changed(before, change)) });
}

function changed(link: Link, { delay, lossRate, cut }: Omit<LinkConfig, 'from' | 'to'>): Link {
  return {
    delay: delay?.max ?? link.delay,
    lossy: lossRate === undefined ? link.lossy : lossRate > 0,
    cut: cut ?? link.cut,
  };
}

function measured(links: Omit<Links, 'longestDelay'>): Links {
  let longestDelay = links.delay;
  for (const link of links.special.values()) longestDelay = Math.max(longestDelay, link.delay);
  return { ...links, longestDelay };
}

/** One number per link: replicas count from 0, clients from 32,768. */
function nameOf(from: number | string, to: number | string): number {
  return placeOf(from) * 65_536 + placeOf(to);
}

function placeOf(endpoint: number | string): number {
  return typeof endpoint === 'number' ? endpoint : 32_768 + Number(endpoint.slice(1));
}
