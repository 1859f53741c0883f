/** Writes docs/verdicts.md: `node scripts/run-ts.mjs scripts/write-verdicts.ts`. */
import { writeFileSync } from 'node:fs';
import { verdictsPage } from './verdicts.ts';

const file = 'docs/verdicts.md';

writeFileSync(file, await verdictsPage());
process.stdout.write(`wrote ${file}\n`);
