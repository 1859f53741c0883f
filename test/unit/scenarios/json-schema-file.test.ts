/** The committed JSON Schema is what the validating schema and the registry of protocols come to. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { known } from '../../../src/runtime/known.ts';
import { scenarioJsonSchema } from '../../../src/scenarios/json-schema.ts';

it('the committed file is up to date: node scripts/run-ts.mjs scripts/write-schema.ts', () => {
  const file = new URL('../../../public/schema/scenario.schema.json', import.meta.url);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(scenarioJsonSchema(known));
});
