/** Everything in Streamlet that an adversary could make grow, and how far it may. */
export const limits = {
  /** Requests in one block, whatever the option says. */
  payload: 64,
  /** Requests that wait to become final; a client has one at a time, so this many clients can wait. */
  waiting: 1_024,
  /** Blocks of one epoch that are kept without a quorum of votes: an honest leader makes one. */
  blocksPerEpoch: 8,
  /** Blocks of one epoch that a replica may vote for before anybody has shown them. */
  unseenPerSigner: 2,
  /** Blocks of one leader whose ancestors are not here. */
  orphansPerLeader: 32,
  /** Contradictions kept as evidence. */
  evidence: 64,
  /** Blocks sent in answer to one STATUS. */
  statusAnswers: 16,
  /** Missing parents asked for again at the beginning of an epoch. */
  fetches: 4,
  /** Epochs that a message may name; beyond, counting would leave safe integers. */
  epochsMost: 1_000_000_000,
} as const;

/** Epochs without a new final block after which a replica with something to wait for sends STATUS. */
export const patienceEpochs = 5;
/** Epochs between two STATUS of a replica that waits, and of one that does not. */
export const statusEvery = { busy: 2, idle: 10 } as const;
