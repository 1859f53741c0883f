/**
 * The scenario file, version 1 (DESIGN 7): a stable contract. Within version 1 keys and values may be added,
 * never changed. Only shape, ranges and defaults stand here; what several fields mean together is in
 * cross-check.ts.
 */
import * as v from 'valibot';
import { commandsSchema, delaySchema } from './command-schema.ts';
import {
  choice,
  endpoint,
  flag,
  integer,
  list,
  matching,
  milliseconds,
  object,
  rate,
  text,
} from './fields.ts';
import { limits } from './limits.ts';
import { openingsSchema, rowsSchema } from './row-schema.ts';

const name = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

const options = object(
  {
    checkpointInterval: v.optional(
      integer(1, limits.checkpointInterval, 'K: slots from checkpoint to checkpoint.'),
      4,
    ),
    windowSlots: v.exactOptional(
      integer(
        1,
        limits.windowSlots,
        'L: how far slots may run ahead of the stable checkpoint. Default: 2 K.',
      ),
    ),
    requestTimeoutMs: v.optional(
      milliseconds(0.001, limits.delayMs, 'First timeout of a waiting request.'),
      400,
    ),
    clientRetryMs: v.optional(
      milliseconds(0.001, limits.delayMs, 'When a client without a result asks all.'),
      300,
    ),
    authenticator: v.optional(choice(['simulated', 'ed25519']), 'simulated'),
    tentative: v.optional(flag('Execute when prepared, before commit.'), false),
    own: v.exactOptional(
      v.record(
        matching(/^[a-z][A-Za-z0-9]{0,31}$/, 'the name of an option'),
        v.union([v.number(), v.boolean(), v.string()], 'a number, true, false or a text'),
        'an object',
      ),
    ),
  },
  'What the protocol may be told; all optional.',
);

const protocol = object(
  {
    id: matching(name, 'the id of a protocol'),
    replicas: integer(
      limits.replicasLeast,
      limits.replicasMost,
      'n, from which f = floor((n - 1) / 3) follows.',
    ),
    bugs: v.optional(list(matching(name, 'the name of a bug'), 64, 'Rules removed from the protocol.'), []),
    options: v.optional(options, {}),
  },
  'Which protocol runs, on how many replicas.',
);

const link = object(
  {
    from: endpoint,
    to: endpoint,
    delayMs: v.exactOptional(delaySchema),
    lossRate: v.exactOptional(rate()),
    duplicateRate: v.exactOptional(rate()),
    cut: v.exactOptional(flag('Drops everything until it is mended.')),
  },
  'A one-way link that differs from the others.',
);

const network = object(
  {
    delayMs: v.optional(delaySchema, {}),
    lossRate: v.optional(rate('Share of the copies that the network loses.'), 0),
    duplicateRate: v.optional(rate('Share of the copies that the network delivers twice.'), 0),
    links: v.optional(list(link, limits.links), []),
  },
  'All links are one-way and may reorder.',
);

const workload = object(
  {
    source: v.exactOptional(
      matching(
        /^(builtin:transfers|inline|file:.{1,200})$/,
        '"builtin:transfers", "inline" or "file:" and a name',
        'Where the rows come from. Default: "inline" if there are commands, else "builtin:transfers".',
      ),
    ),
    commands: v.optional(rowsSchema, []),
    opening: v.optional(openingsSchema, []),
    clients: v.optional(integer(1, limits.clients), 1),
    everyMs: v.optional(
      milliseconds(0, limits.delayMs, 'From one request being due to the next, per client.'),
      50,
    ),
    count: v.exactOptional(integer(0, limits.rows, 'Requests of all clients together. Default: all rows.')),
  },
  'What the clients ask for.',
);

const propertyId = matching(
  /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)?$/,
  'the id of a property such as "agreement" or "pbft/newview-preserves"',
);

const until = object(
  {
    quiet: v.optional(flag('End when nothing is in flight and no request waits.'), true),
    commits: v.exactOptional(integer(1, limits.rows, 'End after so many commits; null slots do not count.')),
    ms: v.optional(milliseconds(0.001, limits.untilMs, 'End at this simulated time.'), 60_000),
    violated: v.exactOptional(propertyId),
  },
  'Whichever comes first. A violated verdict ends a run too; if `violated` names one, only that one.',
);

const expectation = object(
  {
    verdicts: v.optional(v.record(propertyId, choice(['holds', 'violated', 'pending']), 'an object'), {}),
    commits: v.exactOptional(integer(0, limits.rows, 'Committed slots, null slots left out.')),
    view: v.exactOptional(
      integer(0, Number.MAX_SAFE_INTEGER, 'The highest view that f + 1 honest replicas reached.'),
    ),
  },
  'What must be true at the end. Empty: no verdict is violated.',
);

/** The shape of a scenario file. */
export const scenarioSchema = object({
  version: v.literal(1, '1'),
  id: v.pipe(matching(name, 'a name of letters, digits, dots, dashes and underscores'), idLength()),
  title: v.optional(text(limits.titleCharacters), ''),
  story: v.optional(list(text(limits.sentenceCharacters), limits.sentences, 'Three sentences.'), []),
  seed: v.optional(integer(0, Number.MAX_SAFE_INTEGER, 'All chance of the run comes from it.'), 42),
  protocol,
  network: v.optional(network, {}),
  workload: v.optional(workload, {}),
  commands: v.optional(commandsSchema, []),
  hidden: v.exactOptional(
    v.pipe(
      choice(['equivocate']),
      v.description('How one replica lies from the beginning; the seed decides which one.'),
    ),
  ),
  until: v.optional(until, {}),
  expect: v.optional(expectation, {}),
});

const note = object(
  {
    cursor: integer(0, limits.cursor, 'Events done at the moment that it is pinned to.'),
    text: v.pipe(
      text(limits.noteCharacters),
      v.check((words) => words.trim() !== '', 'a text that says something'),
    ),
    cue: v.exactOptional(flag('The keys of a lecture stop here.')),
  },
  'A sentence pinned to a moment of the run.',
);

/** Notes of a session, in any order. */
export const notesSchema = list(note, limits.notes);

/**
 * The shape of a session file: `{ version: 1, session: { … } }`. The scenario inside is checked by itself.
 */
export const sessionSchema = object({
  version: v.literal(1, '1'),
  session: object({
    scenario: v.union(
      [matching(name, 'a name'), v.record(v.string(), v.unknown())],
      'the id of a scenario or a scenario',
    ),
    seed: v.exactOptional(integer(0, Number.MAX_SAFE_INTEGER, 'Overrides the seed of the scenario.')),
    commands: v.optional(commandsSchema, []),
    notes: v.exactOptional(notesSchema),
  }),
});

/** A scenario as somebody writes it: what has a default may be left out. */
export type ScenarioSource = v.InferInput<typeof scenarioSchema>;

function idLength() {
  return v.maxLength<string, number, string>(
    limits.idCharacters,
    `at most ${limits.idCharacters} characters`,
  );
}
