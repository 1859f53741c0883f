/** What the catalogue's lies have in common: two clients in turn, a steady network, and what must hold. */
import { safeAndLive } from './expectations.ts';
import type { ScenarioSource } from './schema.ts';

export interface Told extends Pick<ScenarioSource, 'id' | 'title' | 'story'> {
  readonly commands: NonNullable<ScenarioSource['commands']>;
  /** Default: 4. */
  readonly replicas?: number;
  /** Transfers in all; default: 6. */
  readonly count?: number;
  /** Between two requests of one client; default: 50. */
  readonly everyMs?: number;
  /** Ends at rest, or at this time where the run is to go on. */
  readonly until?: ScenarioSource['until'];
  /** What it ends as; with at most f liars safe and live, every request ordered once, in this view. */
  readonly view?: number;
  readonly expect?: NonNullable<ScenarioSource['expect']>;
}

const amount = { asset: 'USD', amount: '100' } as const;

/** A scenario of PBFT in which somebody lies. */
export function told({ id, title, story, commands, ...more }: Told): ScenarioSource {
  const {
    replicas = 4,
    count = 6,
    everyMs = 50,
    until = { quiet: true, ms: 20_000 },
    view = 0,
    expect,
  } = more;
  return {
    version: 1,
    id,
    title,
    story,
    protocol: { id: 'pbft', replicas },
    network: { delayMs: { min: 10, max: 20 } },
    workload: {
      source: 'inline',
      opening: [
        { account: 1, ...amount },
        { account: 2, ...amount },
      ],
      commands: Array.from({ length: count }, (_, i) => ({
        kind: 'transfer',
        account: 1 + (i % 2),
        to: 3,
        asset: 'USD',
        amount: String(1 + i),
      })),
      clients: 2,
      everyMs,
    },
    commands,
    until,
    expect: expect ?? { verdicts: safeAndLive, commits: count, view },
  };
}
