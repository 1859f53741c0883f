/** `npm run sim`: the command line. Nothing but the program itself writes on standard output. */
import { runTypeScript } from './run-ts.mjs';

await runTypeScript('src/cli/main.ts', process.argv.slice(2));
