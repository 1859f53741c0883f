/** The published JSON Schema says what the validating schema does. */
import { describe, expect, it } from 'vitest';
import { scenarioJsonSchema } from '../../../src/scenarios/json-schema.ts';
import { knownForTests } from '../../support/known.ts';

interface Schema {
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

describe('the JSON Schema', () => {
  const schema: Schema = scenarioJsonSchema(knownForTests);
  const { scenario, command, session } = schema.$defs ?? {};

  it('requires what has no default and admits nothing unknown', () => {
    expect(scenario?.required).toEqual(['version', 'id', 'protocol']);
    expect(scenario?.properties?.protocol?.required).toEqual(['id', 'replicas']);
    expect(scenario?.additionalProperties).toBe(false);
    expect(scenario?.properties?.network?.additionalProperties).toBe(false);
    expect(session?.required).toEqual(['version', 'session']);
  });

  it('has ranges and defaults', () => {
    const replicas = scenario?.properties?.protocol?.properties?.replicas;
    expect(replicas).toMatchObject({ type: 'integer', minimum: 4, maximum: 128 });
    expect(scenario?.properties?.seed?.default).toBe(42);
    expect(scenario?.properties?.until?.properties?.ms?.default).toBe(60_000);
  });

  it('names protocols, bugs and lies', () => {
    const { id, bugs } = scenario?.properties?.protocol?.properties ?? {};
    expect(id?.enum).toEqual(['pbft']);
    expect(bugs?.items?.enum).toEqual(['skip-prepare', 'weak-commit']);
    const behave = command?.oneOf?.find(({ properties }) => properties?.as !== undefined);
    expect(behave?.properties?.as?.enum).toEqual(['honest', 'silent', 'equivocate', 'wrong-digest']);
  });

  it('describes all commands once', () => {
    const names = (command?.oneOf ?? []).flatMap(({ properties }) => properties?.do?.enum ?? []);
    expect(new Set(names).size).toBe(18);
    expect(scenario?.properties?.commands?.items).toEqual({ $ref: '#/$defs/command' });
    expect(session?.properties?.session?.properties?.commands?.items).toEqual({ $ref: '#/$defs/command' });
  });

  it('says nothing empty', () => {
    expect(JSON.stringify(schema)).not.toContain('"description":""');
  });
});
