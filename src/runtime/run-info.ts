/** What the page has to know of the open run besides the moment it shows. */
import type { Branch, RunInfo } from './api.ts';
import type { Branches, KeptBranch, Visit } from './branches.ts';
import { commandWords } from './command-words.ts';
import type { PageRun } from './page-run.ts';
import { isSameRun, sessionFile } from './page-session.ts';
import { removedRules } from './removed-rules.ts';
import { startOf } from './run-start.ts';

export function runInfo(run: PageRun, branches: Branches): RunInfo {
  const { session, assembly, recording } = run;
  const { scenario, seed } = session;
  const { manifest, plan, engine } = assembly;
  const { id, title, paper, simplified, messages, idleTypes, behaviours, charts = [], viewWord } = manifest;
  const { past, future } = branches.current;
  return {
    scenario: { id: scenario.id, title: scenario.title, story: scenario.story },
    protocol: {
      id,
      title,
      paper,
      simplified,
      ...(viewWord !== undefined && { viewWord }),
      messages,
      idleTypes,
      bugs: removedRules(Object.keys(manifest.bugs), manifest),
      refusals: Object.keys(manifest.refusals),
      charts,
      behaviours: Object.entries(behaviours).map(([name, behaviour]) => ({
        id: name,
        title: behaviour.title,
        ...(behaviour.parameters && { parameters: behaviour.parameters }),
      })),
    },
    bugs: removedRules(plan.bugs, manifest),
    replicas: plan.replicas,
    faults: plan.faults,
    clients: plan.clients.length,
    seed,
    authenticator: plan.authenticator,
    delayMs: scenario.network.delayMs,
    lossRate: scenario.network.lossRate,
    duplicateRate: scenario.network.duplicateRate,
    load: {
      count: plan.clients.reduce((sum, client) => sum + client.operations.length, 0),
      everyMs: scenario.workload.everyMs,
    },
    host: run.isLive ? 'workers' : 'inline',
    length: run.length,
    start: startOf(run),
    endedAt: engine.state.now,
    ...plannedOf(run),
    ended: run.ended,
    traceHash: engine.traceHash,
    accounts: accountsOf(run),
    session: sessionFile(session),
    notes: session.notes,
    interventions: interventionsOf(run),
    marks: recording.log.marks,
    firstView: run.firstView,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    undoes: past.at(-1)?.act ?? null,
    redoes: future.at(-1)?.act ?? null,
    branches: branches.all.map((branch) => branchOf(branch, branches.current)),
  };
}

/** Commands are in order of time. */
function plannedOf({ assembly: { plan } }: PageRun): Pick<RunInfo, 'planned'> {
  const last = plan.commands.at(-1);
  return last === undefined ? {} : { planned: last.at };
}

/** Accounts that can pay and be paid: those of the genesis but the custody gateway. */
function accountsOf({ assembly }: PageRun): readonly number[] {
  const { application } = assembly;
  return application
    .describe(application.genesis)
    .accounts.map(({ account }) => account)
    .filter((account) => account !== 0);
}

function interventionsOf(run: PageRun): RunInfo['interventions'] {
  return run.recording.log.commands.slice().map((event) => ({
    at: event.at,
    cursor: event.index + 1,
    text: commandWords(run, event),
  }));
}

function branchOf(branch: KeptBranch, current: KeptBranch): Branch {
  const { run, forkedCursor, from, id, past } = branch;
  return {
    id,
    current: branch === current,
    from,
    forkedAt: run.recording.log.index.timeOf(forkedCursor - 1),
    forkedCursor,
    length: run.length,
    differs: from === null ? firstRun(branch) : actsOf(past, 'nothing is done differently'),
    acts: isSameRun(run.session, current.run.session) ? run.session.interventions : null,
  };
}

/** What was done before a restart was done in another run. */
function firstRun({ past, run }: KeptBranch): string {
  const own = past.filter(({ session }) => isSameRun(session, run.session));
  return own.length === 0 ? 'the first run' : `the first run, and in it: ${actsOf(own, '')}`;
}

/** What was done in a branch: its past begins with the act that made it. */
function actsOf(past: readonly Visit[], none: string): string {
  return past.length === 0 ? none : past.map(({ act }) => act).join('; ');
}
