/** `npm run build`: writes the page to dist/. */
import { ensure } from './ensure.mjs';
import { runTool } from './run.mjs';

await ensure();
process.exit(await runTool('vite', ['build', ...process.argv.slice(2)]));
