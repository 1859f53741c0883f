/**
 * Writes public/schema/scenario.schema.json from the schema that validates: `node scripts/run-ts.mjs
 * scripts/write-schema.ts`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { known } from '../src/runtime/known.ts';
import { scenarioJsonSchema } from '../src/scenarios/json-schema.ts';

const file = 'public/schema/scenario.schema.json';

mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(scenarioJsonSchema(known), null, 2)}\n`);
process.stdout.write(`wrote ${file}\n`);
