/**
 * Sessions to run everywhere: the catalogue's scenarios, and drawn ones, each with commands put at exact
 * places of its own trace. `SESSIONS=200` in the environment asks for as many drawn ones as the documentation
 * speaks of.
 */
import { drawAt, integerBetween, streamKey } from '../../src/kernel/random.ts';
import { envelopeId, type TraceEvent } from '../../src/kernel/trace.ts';
import { type Assembly, assemble } from '../../src/runtime/assemble.ts';
import { drive } from '../../src/runtime/drive.ts';
import { known } from '../../src/runtime/known.ts';
import { catalogueIds, findScenario } from '../../src/scenarios/catalog.ts';
import { drawScenario } from '../../src/scenarios/draw.ts';
import type { KnownProtocol, Scenario, ScenarioCommand } from '../../src/scenarios/types.ts';
import { workloadRows } from '../../src/scenarios/workload.ts';
import type { Host } from '../../src/sim/host.ts';

export interface Session {
  readonly scenario: Scenario;
  readonly commands: readonly ScenarioCommand[];
}

/** How many drawn sessions a suite runs: few by default, as many as asked for on demand. */
export function sessionCount(few: number): number {
  const asked = Number(process.env['SESSIONS'] ?? few);
  return Number.isInteger(asked) && asked > 0 ? asked : few;
}

export const catalogueSessions: readonly Session[] = catalogueIds.map((id) => {
  const scenario = findScenario(id, known);
  if (scenario === null) throw new Error(`a scenario of the catalogue expected, found ${id}`);
  return { scenario, commands: [] };
});

/** A drawn scenario, short enough for tests, with up to four commands inside instants of its own trace. */
export async function drawSession(seed: number, protocol = 'pbft'): Promise<Session> {
  const drawn = drawScenario(
    seed,
    { protocol, liars: seed % 3 === 0 },
    known.protocols[protocol] as KnownProtocol,
  );
  const count = Math.min(drawn.workload.count ?? 12, 12);
  const scenario = { ...drawn, workload: { ...drawn.workload, count }, until: { quiet: true, ms: 6_000 } };
  const { events } = await runSession({ scenario, commands: [] });
  const commands = Array.from({ length: whole(seed, 'count', 0, 4) }, (_, i) =>
    commandAt(events, scenario.protocol.replicas, (purpose, most) => whole(seed, `${purpose}/${i}`, 0, most)),
  );
  return { scenario, commands };
}

/** An assembled session and its trace, at its beginning. */
export async function beginSession({ scenario, commands }: Session) {
  const rows = workloadRows(scenario, null);
  if (!rows.ok) throw new Error(rows.problem);
  const events: TraceEvent[] = [];
  const source = {
    scenario,
    rows: rows.value,
    seed: scenario.seed,
    commands: [...scenario.commands, ...commands],
    openEnded: false,
  };
  const assembly = await assemble(source, (event) => events.push(event));
  return { assembly, events };
}

/** Runs a session to its end on the host that `hostOf` makes. */
export async function runSession(
  session: Session,
  hostOf: (assembly: Assembly) => Host | Promise<Host> = ({ host }) => host,
) {
  const { assembly, events } = await beginSession(session);
  const host = await hostOf(assembly);
  await drive(assembly.engine, host, () => true);
  host.close();
  return { events, assembly, traceHash: assembly.engine.traceHash };
}

type Choose = (purpose: string, most: number) => number;

function commandAt(events: readonly TraceEvent[], replicas: number, choose: Choose): ScenarioCommand {
  const cursor = choose('cursor', events.length - 1);
  const { at } = events[cursor] as TraceEvent;
  let start = cursor;
  while (start > 0 && events[start - 1]?.at === at) start--;
  const place = { atMs: at / 1000, after: cursor - start + 1 };
  const replica = choose('replica', replicas - 1);
  const from = choose('from', replicas - 1);
  const flights = events
    .slice(0, cursor)
    .flatMap(({ sent }) => sent)
    .filter(({ dueAt }) => dueAt >= at);
  const flight = flights[choose('flight', Math.max(0, flights.length - 1))];
  const message = flight === undefined ? 'r0>1#1' : envelopeId(flight);
  const commands: readonly ScenarioCommand[] = [
    { ...place, do: 'crash', replica },
    { ...place, do: 'recover', replica },
    { ...place, do: 'lose-disk', replica },
    { ...place, do: 'pause', replica },
    { ...place, do: 'resume', replica },
    { ...place, do: 'corrupt', replica, account: 1, delta: 7 },
    { ...place, do: 'behave', replica, as: 'silent' },
    { ...place, do: 'behave', replica, as: 'puppet' },
    { ...place, do: 'behave', replica, as: 'twin', a: [from], b: [(from + 1) % replicas] },
    { ...place, do: 'alter', message, edits: { digest: 'invented' } },
    { ...place, do: 'cut', from, to: (from + 1) % replicas },
    { ...place, do: 'partition', groups: [[replica]] },
    { ...place, do: 'heal' },
    { ...place, do: 'drop', message },
    { ...place, do: 'delay', message, byMs: 12.5 },
    { ...place, do: 'deliver', message },
    { ...place, do: 'duplicate', message },
  ];
  return commands[choose('kind', commands.length - 1)] as ScenarioCommand;
}

function whole(seed: number, purpose: string, least: number, most: number): number {
  return integerBetween(drawAt(streamKey(seed, `session/${purpose}`), 0), least, most);
}
