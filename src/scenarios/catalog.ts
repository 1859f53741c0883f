/** The scenarios that come with the house, in the order in which they are taught; last what breaks rules. */
import { corruptedState } from './catalog/corrupted-state.ts';
import { equivocatingPrimary } from './catalog/equivocating-primary.ts';
import { faultFree } from './catalog/fault-free.ts';
import { firstLight } from './catalog/first-light.ts';
import { hiddenLiar } from './catalog/hidden-liar.ts';
import { longCrash } from './catalog/long-crash.ts';
import { lossyNetwork } from './catalog/lossy-network.ts';
import { lostDisk } from './catalog/lost-disk.ts';
import { partitionTwoTwo } from './catalog/partition-2-2.ts';
import { partitionThreeOne } from './catalog/partition-3-1.ts';
import { primaryCrash } from './catalog/primary-crash.ts';
import { provingGround } from './catalog/proving-ground.ts';
import { silentBackup } from './catalog/silent-backup.ts';
import { streamletFirst } from './catalog/streamlet-first.ts';
import { streamletPartition } from './catalog/streamlet-partition.ts';
import { twoPrimariesCrash } from './catalog/two-primaries-crash.ts';
import { plantedBugs } from './planted-bugs.ts';
import type { ScenarioSource } from './schema.ts';
import { toldInStreamlet, toldLies } from './told-lies.ts';
import type { Known, Scenario } from './types.ts';
import { validateScenario } from './validate.ts';

/** As written; a test holds each against the schema. */
export const catalogue: readonly ScenarioSource[] = [
  firstLight,
  faultFree,
  primaryCrash,
  twoPrimariesCrash,
  equivocatingPrimary,
  silentBackup,
  corruptedState,
  partitionTwoTwo,
  partitionThreeOne,
  lossyNetwork,
  longCrash,
  lostDisk,
  streamletFirst,
  streamletPartition,
  ...toldInStreamlet,
  provingGround,
  hiddenLiar,
  ...toldLies,
  ...plantedBugs,
];

export const catalogueIds: readonly string[] = catalogue.map(({ id }) => id);

/** The scenario of this id with its defaults; null if there is none whose protocol is known. */
export function findScenario(id: string, known: Known): Scenario | null {
  const source = catalogue.find((candidate) => candidate.id === id);
  if (source === undefined) return null;
  const checked = validateScenario(source, known);
  return checked.ok ? checked.value : null;
}
