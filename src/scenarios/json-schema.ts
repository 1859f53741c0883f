/**
 * The JSON Schema of scenario and session files, for editors and for people. Made from the same schemas that
 * validate, by a library that the page does not need: nothing on the page imports this file.
 */
import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import { commandSchema } from './command-schema.ts';
import { rowSchema } from './row-schema.ts';
import { scenarioSchema, sessionSchema } from './schema.ts';
import type { Known } from './types.ts';

/** A JSON Schema (2020-12) as plain data, with the protocols, lies and bugs that `known` names. */
export function scenarioJsonSchema(known: Known): Readonly<Record<string, unknown>> {
  const definitions = { scenario: scenarioSchema, command: commandSchema, row: rowSchema };
  const { $defs, ...session } = toJsonSchema(sessionSchema, {
    target: 'draft-2020-12',
    errorMode: 'ignore',
    definitions,
    // An empty description says nothing.
    overrideAction: ({ valibotAction, jsonSchema }) => {
      if (valibotAction.type === 'description' && jsonSchema.description === '')
        delete jsonSchema.description;
      return null;
    },
  });
  const { scenario = {}, command = {}, row = {} } = $defs ?? {};
  nameProtocols(scenario, command, known);
  setIn(
    session,
    ['properties', 'session', 'properties', 'scenario', 'anyOf'],
    [{ type: 'string', description: 'The id of a scenario of the catalogue.' }, { $ref: '#/$defs/scenario' }],
  );
  delete session.$schema;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Quorumscope scenario or session, version 1',
    description: 'Fields that depend on each other are checked further when a file is read.',
    oneOf: [{ $ref: '#/$defs/scenario' }, { $ref: '#/$defs/session' }],
    $defs: { scenario, session, command, row },
  };
}

/** A part of a JSON Schema; `true` and `false` are schemas too, but none of ours. */
type Part = JsonSchema | boolean;

/** Names that the validating schema learns only when a file is read. */
function nameProtocols(scenario: Part, command: Part, { protocols }: Known): void {
  const all = Object.values(protocols);
  const protocol = ['properties', 'protocol', 'properties'];
  setIn(scenario, [...protocol, 'id', 'enum'], Object.keys(protocols));
  setIn(scenario, [...protocol, 'bugs', 'items', 'enum'], unique(all.flatMap(({ bugs }) => bugs)));
  const lies = unique(['honest', ...all.flatMap(({ behaviours }) => behaviours)]);
  for (const option of typeof command === 'object' ? (command.oneOf ?? []) : []) {
    if (typeof option === 'object' && option.properties?.as !== undefined) {
      setIn(option, ['properties', 'as', 'enum'], lies);
    }
  }
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

/** Sets the member at `path`, which must lead through objects. */
function setIn(root: Part, path: readonly string[], value: unknown): void {
  let at = root as unknown as Record<string, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
  at[path.at(-1) ?? ''] = value;
}
