/** Limits of what a file may ask for. Each is named in the refusal that it causes. */
export const limits = {
  /** Characters of a scenario or session file, and of a command file. */
  scenarioCharacters: 1_048_576,
  rowsCharacters: 8_388_608,
  /** Nesting of any JSON text or value that is read. */
  jsonDepth: 32,
  /** Values (members and elements) that a scenario given as a value may hold. */
  values: 2_000_000,
  rows: 100_000,
  /** Bad rows of a command file that a refusal names; the others are counted. */
  namedRows: 5,
  commands: 10_000,
  /** Entries of `network.links`. */
  links: 20_000,
  openings: 10_000,
  clients: 128,
  sentences: 12,
  titleCharacters: 200,
  sentenceCharacters: 600,
  idCharacters: 64,
  /** Sessions of one hand-in. */
  attempts: 32,
  /** Notes of a session, and characters of one. */
  notes: 200,
  noteCharacters: 2000,
  /** Playhead positions that a file may name: events of a run. */
  cursor: 1_000_000_000,
  /** Characters of a value that a refusal quotes. */
  shownCharacters: 60,
  /** Names that a refusal lists. */
  shownNames: 24,
  replicasLeast: 4,
  replicasMost: 128,
  /** Longest delay of one message, timeout, or time between requests, in ms. */
  delayMs: 1_000_000,
  /** Latest instant of a run, in ms. */
  untilMs: 1_000_000_000,
  checkpointInterval: 10_000,
  windowSlots: 20_000,
  /** Smallest units of an asset: 2^96 − 1, what the ledger can hold in one balance. */
  smallestUnits: 2n ** 96n - 1n,
  /** Characters of an amount: enough for the largest one with its decimals. */
  amountCharacters: 40,
  /** Account numbers are 32 bits wide. */
  account: 0xffff_ffff,
} as const;
