/** A link of the page as the scenario that it runs. Where it looks (`?at=…`) means nothing here. */
import { catalogue, catalogueIds, findScenario } from '../scenarios/catalog.ts';
import { readLink } from '../scenarios/link.ts';
import { unfold } from '../scenarios/link-fold.ts';
import { type Told, withTexts } from '../scenarios/link-texts.ts';
import { accept, type Checked, listed, refuse, show } from '../scenarios/problem.ts';
import { sessionScenario } from '../scenarios/session.ts';
import type { Known, Scenario } from '../scenarios/types.ts';
import { isSession, validateScenario, validateSession } from '../scenarios/validate.ts';

/** The problem is one sentence without its place. */
export function loadLink(link: string, known: Known): Checked<Scenario> {
  const read = readLink(link);
  if (read === null) return refuse('expected a link that asks for something, found an empty one');
  if ('problem' in read) return refuse(read.problem);
  const { body } = read;
  if (body.kind === 'catalogue') {
    const found = findScenario(body.id, known);
    if (found !== null) return accept({ ...found, seed: body.seed ?? found.seed });
    return refuse(`expected a scenario of the catalogue (${listed(catalogueIds)}), found ${show(body.id)}`);
  }
  const unfolded = unfold(body.number, body.data);
  return 'problem' in unfolded
    ? refuse(unfolded.problem)
    : fromData(
        withTexts(unfolded.session, (id) => told(id, known)),
        known,
      );
}

function told(id: unknown, known: Known): Told | undefined {
  const entry = catalogue.find((one) => one.id === id);
  return entry && { ...entry, scenario: findScenario(entry.id, known) };
}

function fromData(data: unknown, known: Known): Checked<Scenario> {
  if (!isSession(data)) return validateScenario(data, known);
  const session = validateSession(data, known);
  if (!session.ok) return session;
  return sessionScenario(session.value, known, (id) => findScenario(id, known), catalogueIds);
}
