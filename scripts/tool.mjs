/**
 * `npm run types | lint | format | rules`: one tool, with the dependencies made sure of first. Further
 * arguments are passed on, so that `npm run lint -- src/kernel` looks at one folder.
 */
import { ensure } from './ensure.mjs';
import { fromRoot, isTool, run, runTool } from './run.mjs';

const [name = '', ...args] = process.argv.slice(2);
if (!isTool(name)) {
  process.stderr.write(`scripts/tool.mjs: expected the name of a tool, found '${name}'.\n`);
  process.exit(2);
}
await ensure();
const code = await runTool(name, args);
// The formatter leaves comments alone.
const wrapCode =
  name === 'format' ? await run(process.execPath, [fromRoot('scripts/wrap-comments.mjs'), ...args]) : 0;
process.exit(code || wrapCode);
