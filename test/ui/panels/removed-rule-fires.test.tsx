/** An event's rule that the run does without is crossed out there, too. */
import { expect, it } from 'vitest';
import type { EventInspection } from '../../../src/runtime/api.ts';
import { EventInFull } from '../../../src/ui/panels/event-card.tsx';
import { markup, runInfo, textOf } from './support.ts';

const title = 'PB1: q − 2 PREPAREs are enough to be prepared';

const inspection: EventInspection = {
  line: { event: 3, at: 0, weight: 'normal', sentence: 'R1 is prepared', message: null } as never,
  rules: [
    {
      id: 'pbft/prepared',
      title: 'prepared',
      source: 'paper',
      sentence: 'R1 holds enough.',
      values: [],
      code: null,
      removedBy: [{ title, scenario: 'bug-short-prepare-quorum' }],
    },
  ],
  refusal: null,
  isKept: false,
  effects: [],
  causes: [],
  consequences: [],
};

it('a rule of an event is crossed out iff the run does without it', async () => {
  const rule = { title: 'prepared', source: 'paper' };
  const bugs = [{ id: 'short-prepare-quorum', title, why: 'Because.', rule }];
  const without = await markup(<EventInFull inspection={inspection} />, { info: await runInfo({ bugs }) });
  expect(without).toContain('<del class="rule-gone">Prepared</del>');
  expect(textOf(without)).toContain(`Removed in this run. ${title}.`);
  const whole = await markup(<EventInFull inspection={inspection} />, { info: await runInfo({ bugs: [] }) });
  expect(whole).not.toContain('<del');
  expect(textOf(whole)).not.toContain('Removed in this run');
});

it('a rule that two planted bugs remove asks once why it exists, and leads to both runs', async () => {
  const [rule] = inspection.rules;
  const both = ['PB11: one', 'PB12: two'].map((name) => ({ title: name, scenario: 'bug' }));
  const refusal = { ...(rule as NonNullable<typeof rule>), removedBy: both };
  const html = await markup(<EventInFull inspection={{ ...inspection, rules: [], refusal }} />, {
    info: await runInfo({}),
  });
  expect(html.match(/Why does this rule exist/g)).toHaveLength(1);
  for (const { title: name } of both) expect(html).toContain(`Open the run that goes wrong: ${name}`);
});
