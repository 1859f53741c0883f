/** Everything in PBFT that an adversary could make grow, and how far it may. */
export const limits = {
  /** Requests that wait to be executed; a client has one at a time, so this many clients can wait. */
  waiting: 1_024,
  /**
   * Messages of one signer set aside for a later view or window, per slot of the window (one of each phase,
   * twice).
   */
  asidePerSlot: 6,
  /** Contradictions kept as evidence. */
  evidence: 64,
  /** The largest window that a scenario may ask for. */
  windowMost: 20_000,
  /** Clients in the last-reply table of a STATE. */
  clientsMost: 4_096,
  /** Messages sent in answer to one STATUS. */
  statusAnswers: 48,
  /** Commit certificates among them: they carry bodies and q signatures. */
  statusCertificates: 8,
  /** Views ahead of our own that a message may name; beyond, counting would leave safe integers. */
  viewsMost: 1_000_000_000,
} as const;

/** Ticks of the status timer between two STATUS of a replica that waits for nothing. */
export const idleTicks = 5;
/** A thing is resent when it has been there for one full tick: two firings after the one before it came. */
export const ticksBeforeResend = 2;
