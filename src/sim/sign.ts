/**
 * Signs of what an event holds, as bits: a verdict is shown the events that bear a sign it reads, and no
 * others.
 */
export const sign = {
  /** A command took effect. */
  command: 1,
  /** A client sent for the first time, or accepted a result. */
  client: 2,
  /** A correct replica decided a slot. */
  decided: 4,
  /** A correct replica put a new vote on the network. */
  voted: 8,
  /** A replica with an undamaged state executed a slot or took over a snapshot. */
  applied: 16,
  /** A checkpoint became stable at a replica with an undamaged state. */
  stable: 32,
  /** A replica took over a snapshot, or a new process began. */
  moved: 64,
  /** The time that a verdict waits for has passed. */
  due: 128,
  /** A correct replica sent something, or heard from one that is not correct: statements may be held. */
  stated: 256,
} as const;
