/** Two runs of the same inputs differ: the one thing that must never happen. */
export class NotReproducible extends Error {
  static inWorker(replica: number, input: number, digest: string | null | undefined): NotReproducible {
    return new NotReproducible(
      `R${replica} did something else in its worker than inline at input ${input} of this instant` +
        ` (worker's digest ${digest ?? 'none'}): the run is not reproducible and stops here`,
    );
  }

  /** Of events that had been forgotten. */
  static again(from: number, to: number): NotReproducible {
    return new NotReproducible(
      `events ${from} to ${to - 1}, simulated again, came to another trace hash: the run is not reproducible`,
    );
  }
}
