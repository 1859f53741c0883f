/**
 * A link to a scenario of the catalogue with other numbers goes without title and story: whoever reads it has
 * the catalogue too, and they would be most of the link.
 */

/** What of the catalogue is not said again. */
export interface Told {
  readonly id: string;
  readonly title?: string | undefined;
  readonly story?: readonly string[] | undefined;
}

/** The session as a link says it; anything else comes back as it is. */
export function withoutTexts(session: unknown, catalogue: readonly Told[]): unknown {
  return changed(session, (scenario) => {
    const told = catalogue.find(({ id }) => id === scenario.id);
    if (told === undefined || told.title !== scenario.title) return scenario;
    if (JSON.stringify(told.story) !== JSON.stringify(scenario.story)) return scenario;
    const { title: _title, story: _story, ...rest } = scenario;
    return rest;
  });
}

/** The session with what {@link withoutTexts} left out; anything else comes back as it is. */
export function withTexts(session: unknown, catalogue: readonly Told[]): unknown {
  return changed(session, (scenario) => {
    if ('title' in scenario || 'story' in scenario) return scenario;
    const told = catalogue.find(({ id }) => id === scenario.id);
    return told === undefined ? scenario : { ...scenario, title: told.title, story: told.story };
  });
}

interface Members {
  readonly id?: unknown;
  readonly title?: unknown;
  readonly story?: unknown;
  readonly session?: unknown;
  readonly scenario?: unknown;
}

function changed(file: unknown, change: (scenario: Members) => Members): unknown {
  if (!isMembers(file) || !isMembers(file.session)) return file;
  const { session } = file;
  if (!isMembers(session.scenario)) return file;
  return { ...file, session: { ...session, scenario: change(session.scenario) } };
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
