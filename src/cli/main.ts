/** The command line's entry: `npm run --silent sim -- …`. */
import { known } from '../runtime/known.ts';
import { minimise } from '../runtime/minimise.ts';
import { runScenario } from '../runtime/run.ts';
import { dispatch } from './dispatch.ts';
import { createNodeCli } from './node-cli.ts';

/** A defect of the program, told apart from bad input and from unmet expectations. */
const defect = 3;

try {
  process.exitCode = await dispatch(createNodeCli(known, runScenario, minimise), process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = defect;
}
