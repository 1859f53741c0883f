/**
 * Sessions that ask for what makes no sense: refused by name and with the reason, the same on the page and on
 * the command line, and everything else in them happens.
 */
import { describe, expect, it } from 'vitest';
import { reportAsJson, reportAsText } from '../../../src/cli/format.ts';
import { known } from '../../../src/runtime/known.ts';
import { runScenario } from '../../../src/runtime/run.ts';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';
import { findScenario } from '../../../src/scenarios/catalog.ts';
import type { Scenario, ScenarioCommand } from '../../../src/scenarios/types.ts';
import { workloadRows } from '../../../src/scenarios/workload.ts';
import { good } from '../../support/pages.ts';

const lie = (edits: object) => ({
  atMs: 0,
  do: 'behave',
  replica: 0,
  as: 'tell',
  lies: [{ type: 'PRE-PREPARE', versions: [{ to: [3], edits }] }],
});
const crash = { atMs: 5, do: 'crash', replica: 3 };

const inTheRun: readonly (readonly [string, readonly object[], RegExp])[] = [
  [
    'a lie about a field that the message does not have',
    [lie({ nonsense: 1 })],
    /R0 cannot tell R3 its lie and sends the honest PRE-PREPARE: "nonsense": expected one of the fields/,
  ],
  [
    'a lie with a value that the field cannot have',
    [lie({ digest: 42 })],
    /R0 cannot tell R3 its lie and sends the honest PRE-PREPARE: digest: expected one of c0\/1, .*found 42/,
  ],
  [
    'a behaviour of a replica that is down',
    [crash, { atMs: 10, do: 'behave', replica: 3, as: 'silent' }],
    /R3 lies: silent.* R3 is down: it sends nothing to lie with/,
  ],
  [
    'a message that has arrived',
    [{ atMs: 150, do: 'drop', message: 'r0>1#1' }],
    /Message r0>1#1 is dropped.* r0>1#1 is not on its way: it has arrived, or was lost/,
  ],
  [
    'a message that has not been sent',
    [{ atMs: 5, do: 'deliver', message: 'r0>1#99' }],
    /Message r0>1#99 is delivered at once.* it has not been sent yet/,
  ],
  [
    'an honest replica’s message said differently',
    [{ atMs: 30, do: 'alter', message: 'r0>1#1', edits: { digest: 'other' } }],
    /R0 is honest: it signs nothing else/,
  ],
  [
    'commands that contradict each other: down already',
    [crash, { ...crash }],
    /R3 crashes.* R3 is down already/,
  ],
  [
    'commands that contradict each other: dropped, then delivered',
    [
      { atMs: 50, do: 'drop', message: 'r1>2#1' },
      { atMs: 50, do: 'deliver', message: 'r1>2#1' },
    ],
    /Message r1>2#1 is delivered at once.* r1>2#1 is not on its way/,
  ],
  [
    'a recovery of one that is up',
    [{ atMs: 6, do: 'recover', replica: 1 }],
    /R1 recovers.* R1 is up: only a crashed replica recovers/,
  ],
];

const asAFile: readonly (readonly [string, readonly object[], RegExp])[] = [
  [
    'a lie with a type that no message has',
    [{ ...lie({}), lies: [{ type: 'NOSUCH' }] }],
    /expected a message type .*found "NOSUCH", at \/.*commands\/0\/lies\/0\/type/,
  ],
  [
    'a lie that tells somebody two versions',
    [
      {
        ...lie({}),
        lies: [
          {
            type: 'PREPARE',
            versions: [
              { to: [3], edits: {} },
              { to: [3], edits: {} },
            ],
          },
        ],
      },
    ],
    /expected each replica in one version, found 3 again, at/,
  ],
  [
    'a replica that does not exist',
    [{ atMs: 0, do: 'crash', replica: 4 }],
    /expected a replica from 0 to 3, found 4, at/,
  ],
];

describe.each(inTheRun)('%s', (_what, commands, reason) => {
  it('is an event with its reason on the page, and the session goes on', async () => {
    const engine = new SeatedEngine(null);
    good(await engine.open({ kind: 'json', value: sessionOf(commands) }, 'inline'));
    const { frame, info } = good(await engine.move(0, { kind: 'time', target: 1_000_000 }));
    const sentences = (await engine.feed(0, frame.cursor)).map(({ sentence }) => sentence);
    expect(sentences.filter((sentence) => reason.test(sentence))).toHaveLength(1);
    expect(info.session).toEqual(sessionOf(commands));
    expect(frame.clients[0]?.accepted).toBe(2);
  });

  it('is named with its reason on the command line, for people and for programs', async () => {
    const report = await runOf(commands as readonly ScenarioCommand[]);
    const lines = reportAsText(report, 0).split('\n');
    expect(lines.filter((line) => line.startsWith('refused at ') && reason.test(line))).toHaveLength(1);
    const { refusals } = JSON.parse(reportAsJson(report, 0));
    expect(refusals).toEqual([
      { event: expect.any(Number), atMs: expect.any(Number), text: expect.stringMatching(reason) },
    ]);
    expect(report.clients.accepted).toBe(2);
  });
});

describe.each(asAFile)('%s', (_what, commands, reason) => {
  it('is refused before anything runs, and what was open stays', async () => {
    const engine = new SeatedEngine(null);
    const before = good(await engine.open({ kind: 'catalogue', id: 'first-light' }, 'inline'));
    const answer = await engine.open({ kind: 'json', value: sessionOf(commands) }, 'inline');
    expect(answer).toEqual({ problem: expect.stringMatching(reason) });
    expect(good(await engine.move(0, { kind: 'event', target: before.frame.cursor })).frame).toEqual(
      before.frame,
    );
    const [{ atMs: _, ...act }] = commands as [{ do: string; atMs: number }];
    expect(await engine.intervene(0, act)).toEqual({ problem: expect.stringMatching(/^expected/) });
  });
});

it('nothing refused is nothing said', async () => {
  const report = await runOf([{ atMs: 5, do: 'crash', replica: 3 }]);
  expect(reportAsText(report, 0)).not.toContain('refused at');
  expect(JSON.parse(reportAsJson(report, 0)).refusals).toEqual([]);
});

function sessionOf(commands: readonly object[]) {
  return { version: 1, session: { scenario: 'proving-ground', seed: 42, commands } };
}

async function runOf(commands: readonly ScenarioCommand[]) {
  const scenario = findScenario('proving-ground', known) as Scenario;
  const rows = workloadRows(scenario, null);
  if (!rows.ok) throw new Error(rows.problem);
  return runScenario({ ...scenario, commands }, rows.value);
}
