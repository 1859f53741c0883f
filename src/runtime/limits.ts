/** Limits of a run that is kept in memory while a person looks at it. */
export const limits = {
  /** Most replicas that get a worker each; above it they share the engine's thread, and the page says so. */
  workers: 32,
  /** Events between two checkpoints, at least: about what resuming replays (an instant is never cut). */
  eventsPerCheckpoint: 500,
  /** The same where a checkpoint weighs more: four times as many as messages are in flight, and at most: */
  eventsPerHeavyCheckpoint: 700,
  /**
   * Events of one stretch, at least: what is forgotten together, and simulated again when somebody looks at
   * it.
   */
  eventsPerSegment: 4_200,
  /** The same for many replicas: so many times n², two slots, because a checkpoint weighs that much more. */
  segmentPerSquare: 4,
  eventsPerSegmentMost: 32_768,
  /** Events in stretches that are over that are held at a time, in all branches of a session together. */
  eventsInMemory: 100_000,
  /** The same as soon as there have been more than that: held then is what was looked at last. */
  eventsInMemoryOfLong: 20_000,
  /** Events between two stored pictures, at least: what showing a moment folds, unless more is in flight. */
  eventsPerPicture: 256,
  /** Versions of one replica from one that is kept to the next: what lies between is stepped again. */
  versionsApart: 8,
  /** Events of one open run on the page. */
  eventsOnPage: 1_000_000,
  /** Sessions that undo remembers. */
  undoDepth: 100,
  /** Events that one move forwards simulates at most before it stops and says so. */
  eventsPerMove: 200_000,
  /** Simulated microseconds that one move forwards covers at most. */
  timePerMove: 120_000_000,
  /** Simulated microseconds in which a replica that lags may catch up by routine messages alone. */
  catchUpTime: 10_000_000,
  /** Events over which rounds are counted at a time. */
  eventsPerRoundCount: 20_000,
  /** Instants that Round back looks at. */
  instantsPerRoundBack: 200,
  /** Branches of one session, the open one included; one more lets the oldest go. */
  branches: 8,
  /** Events that one look at another branch simulates there at most. */
  eventsBeside: 10_000,
  /** Events that comparing two branches simulates at most, so that both reach the same time. */
  eventsToCompare: 20_000,
  /** Differences of two branches. */
  differences: 500,
  /** Events that a search finds at most. */
  searchResults: 1_000,
  /** Events back in which the reasons of a change of view are looked for. */
  changeSearch: 20_000,
  /** Events back in which what a replica heard of the others, and sent to them, is looked for. */
  heardSearch: 20_000,
  /** Commands refused and lies untold that a report lists. */
  refusals: 100,
  /** Events that looking for a replica's next message goes ahead. */
  lieAhead: 600,
  /** Events after one in which its consequences are looked for. */
  consequencesWithin: 5_000,
  /** Causes that a message's chain names. */
  causes: 50,
  /** Events in which one that matters is looked for. */
  stirSearch: 5_000,
  /** Moves of a replica's statecharts that the Inspector lists, newest first. */
  transitions: 20,
  /** Events of a replica that are looked at for them, and events back in which those are looked for. */
  transitionEvents: 200,
  transitionsWithin: 5_000,
  /** Receipts that the Inspector lists, newest first. */
  receipts: 100,
  /** Lessons whose run is kept, to go on where the learner left. */
  lessonRuns: 4,
  /** Lines of the feed per call. */
  feedLines: 1_000,
  /** Milliseconds that a replica worker may take for one instant before the run stops and says so. */
  workerAnswerMs: 30_000,
  /** Runs that minimising makes at most. */
  minimiseRuns: 2_000,
  /**
   * A trial is given up after so many times the events that the whole run (long, full) or the quickest one so
   * far (short) needed to break, and so many more.
   */
  patience: {
    long: { factor: 2, more: 1_000 },
    short: { factor: 1.25, more: 50 },
    full: { factor: 4, least: 100_000 },
  },
  /** Simulated time, in ms, in which a violation that a page has seen is looked for again. */
  openEndedMs: 1_000_000_000,
} as const;

/** How much of a run is held and how finely, in events; tests choose less, so that short runs forget. */
export interface Keeping {
  readonly eventsInMemory: number;
  readonly eventsInMemoryOfLong: number;
  readonly eventsPerSegment: number;
  readonly eventsPerCheckpoint: number;
}
