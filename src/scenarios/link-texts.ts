/**
 * A link to a scenario of the catalogue with other numbers says which one and what differs, because whoever
 * reads it has the catalogue too: `"scenario":{"like":"primary-crash","but":{…}}`. Links of kinds 1 and 2
 * left title and story alone to the catalogue; they are still read.
 */
import { differences, patched } from './link-differences.ts';

/** What of the catalogue is not said again. */
export interface Told {
  readonly id: string;
  readonly title?: string | undefined;
  readonly story?: readonly string[] | undefined;
  /** With all defaults; absent: links say it whole. */
  readonly scenario?: unknown;
}

/** The catalogue's scenario of an id; undefined for none. */
export type FindTold = (id: unknown) => Told | undefined;

/** The session as a link says it; anything else comes back as it is. */
export function withoutTexts(session: unknown, find: FindTold): unknown {
  return changed(session, (scenario) => {
    const base = find(scenario.id)?.scenario;
    const but = base === undefined ? null : differences(base, scenario);
    return but === null ? withoutStory(scenario, find) : { like: scenario.id, but };
  });
}

/** The session with what {@link withoutTexts} left out; anything else comes back as it is. */
export function withTexts(session: unknown, find: FindTold): unknown {
  return changed(session, (scenario) => {
    if ('like' in scenario) {
      const base = find(scenario.like)?.scenario;
      // A name alone is refused with those that there are.
      return base === undefined ? scenario.like : patched(base, scenario.but);
    }
    if ('title' in scenario || 'story' in scenario) return scenario;
    const told = find(scenario.id);
    return told === undefined ? scenario : { ...scenario, title: told.title, story: told.story };
  });
}

function withoutStory(scenario: Members, find: FindTold): Members {
  const told = find(scenario.id);
  if (told === undefined || told.title !== scenario.title) return scenario;
  if (JSON.stringify(told.story) !== JSON.stringify(scenario.story)) return scenario;
  const { title: _title, story: _story, ...rest } = scenario;
  return rest;
}

interface Members {
  readonly id?: unknown;
  readonly title?: unknown;
  readonly story?: unknown;
  readonly like?: unknown;
  readonly but?: unknown;
  readonly session?: unknown;
  readonly scenario?: unknown;
}

function changed(file: unknown, change: (scenario: Members) => unknown): unknown {
  if (!isMembers(file) || !isMembers(file.session)) return file;
  const { session } = file;
  if (!isMembers(session.scenario)) return file;
  return { ...file, session: { ...session, scenario: change(session.scenario) } };
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
