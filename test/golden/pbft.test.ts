/**
 * Golden scripts of PBFT: a scenario, a line `----`, and the whole story that it must tell. `GOLDEN=rewrite`
 * writes the stories anew; read the difference line by line before believing it. The times of PROTOCOLS §8
 * are asserted beside them.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/kernel/effect.ts';
import type { TraceEvent } from '../../src/kernel/trace.ts';
import { manifestOf } from '../../src/runtime/assemble.ts';
import { known } from '../../src/runtime/known.ts';
import { runScenario } from '../../src/runtime/run.ts';
import { parseScenario } from '../../src/scenarios/validate.ts';
import { workloadRows } from '../../src/scenarios/workload.ts';
import { transcript } from '../support/transcript.ts';

const folder = join(import.meta.dirname, 'pbft');
const bar = '\n----\n';

interface Script {
  readonly head: string;
  readonly story: string;
}

function readScript(story: string): Script {
  const text = readFileSync(join(folder, `${story}.script`), 'utf8');
  const [head = '', expected = ''] = text.split(bar);
  return { head, story: expected };
}

async function play(head: string) {
  const json = head.replace(/^#.*$/gm, '');
  const checked = parseScenario(json, known);
  if (!checked.ok) throw new Error(checked.problem);
  const rows = workloadRows(checked.value, null);
  if (!rows.ok) throw new Error(rows.problem);
  const events: TraceEvent[] = [];
  const report = await runScenario(checked.value, rows.value, { onEvent: (event) => events.push(event) });
  return { events, report };
}

const stories = readdirSync(folder).map((file) => file.replace(/\.script$/, ''));

describe('golden scripts', () => {
  it.each(stories)('%s', async (story) => {
    const { head, story: expected } = readScript(story);
    const { events } = await play(head);
    const told = transcript(events, manifestOf('pbft'));
    if (process.env['GOLDEN'] === 'rewrite') {
      writeFileSync(join(folder, `${story}.script`), `${head}${bar}${told}`);
      return;
    }
    expect(told).toBe(expected);
  });
});

/** When each replica first did what `isIt` recognises, in ms; undefined for never. */
function firstTimes(
  events: readonly TraceEvent[],
  isIt: (effect: Effect) => boolean,
): (number | undefined)[] {
  return [0, 1, 2, 3].map((replica) => {
    const found = events.find(
      (event) => event.kind === 'replica' && event.replica === replica && event.effects.some(isIt),
    );
    return found && found.at / 1000;
  });
}

const sends =
  (type: string) =>
  (effect: Effect): boolean =>
    (effect.kind === 'broadcast' || effect.kind === 'send' || effect.kind === 'reply') &&
    effect.message.type === type;
const cites =
  (rule: string) =>
  (effect: Effect): boolean =>
    effect.kind === 'cite' && effect.rule === rule;

function acceptedAt(events: readonly TraceEvent[]): readonly number[] {
  return events.flatMap((event) =>
    event.kind === 'client' && event.action.kind === 'received' && event.action.accepted !== null
      ? [event.at / 1000]
      : [],
  );
}

describe('the times of PROTOCOLS §8, one delay being 1 ms', () => {
  it('normal case: prepared at 3, executed at 4, accepted at 5', async () => {
    const { events, report } = await play(readScript('normal').head);
    expect(firstTimes(events, sends('PRE-PREPARE'))).toEqual([1, undefined, undefined, undefined]);
    expect(firstTimes(events, sends('PREPARE'))).toEqual([undefined, 2, 2, 2]);
    expect(firstTimes(events, cites('pbft/prepared'))).toEqual([3, 3, 3, 3]);
    expect(firstTimes(events, sends('COMMIT'))).toEqual([3, 3, 3, 3]);
    expect(firstTimes(events, ({ kind }) => kind === 'commit')).toEqual([4, 4, 4, 4]);
    expect(firstTimes(events, sends('REPLY'))).toEqual([4, 4, 4, 4]);
    expect(acceptedAt(events)).toEqual([5]);
    expect(report.messages.byType).toMatchObject({
      REQUEST: 1,
      'PRE-PREPARE': 3,
      PREPARE: 9,
      COMMIT: 12,
      REPLY: 4,
    });
  });

  it('tentative execution: REPLY at 3, accepted at 4', async () => {
    const { events } = await play(readScript('tentative').head);
    expect(firstTimes(events, sends('REPLY'))).toEqual([3, 3, 3, 3]);
    expect(firstTimes(events, ({ kind }) => kind === 'execute')).toEqual([3, 3, 3, 3]);
    expect(firstTimes(events, ({ kind }) => kind === 'commit')).toEqual([4, 4, 4, 4]);
    expect(acceptedAt(events)).toEqual([4]);
  });

  it('crashed primary: retry 4, timers 5, VIEW-CHANGE 13, NEW-VIEW 14, PREPARE 15, prepared 16, executed 17, accepted 18', async () => {
    const { events, report } = await play(readScript('crashed-primary').head);
    const retried = events.find((event) => event.kind === 'client' && event.action.kind === 'retried');
    expect(retried?.at).toBe(4_000);
    expect(firstTimes(events, (effect) => effect.kind === 'arm' && effect.timer === 'request')).toEqual([
      undefined,
      5,
      5,
      5,
    ]);
    expect(firstTimes(events, sends('VIEW-CHANGE'))).toEqual([undefined, 13, 13, 13]);
    expect(firstTimes(events, sends('NEW-VIEW'))).toEqual([undefined, 14, undefined, undefined]);
    expect(firstTimes(events, sends('PRE-PREPARE'))).toEqual([undefined, 14, undefined, undefined]);
    expect(firstTimes(events, sends('PREPARE'))).toEqual([undefined, undefined, 15, 15]);
    expect(firstTimes(events, cites('pbft/prepared'))).toEqual([undefined, 16, 16, 16]);
    expect(firstTimes(events, ({ kind }) => kind === 'commit')).toEqual([undefined, 17, 17, 17]);
    expect(acceptedAt(events)).toEqual([18]);
    const executed = events
      .flatMap((event) => (event.kind === 'replica' ? event.effects : []))
      .filter((effect) => effect.kind === 'commit');
    expect(executed.every(({ view }) => view === 1)).toBe(true);
    expect(report.replicas.map(({ view, status }) => [status, view])).toEqual([
      ['crashed', 0],
      ['up', 1],
      ['up', 1],
      ['up', 1],
    ]);
  });
});
