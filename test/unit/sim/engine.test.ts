import { expect, it } from 'vitest';
import { runToy, toyScenario } from '../../support/toy-run.ts';

it('x', async () => {
  const run = await runToy(toyScenario());
  console.log(
    run.engine.ended,
    run.events.length,
    run.engine.state.counts,
    run.engine.state.monitor.verdicts().map((v) => v.property + ' ' + v.verdict),
  );
});
