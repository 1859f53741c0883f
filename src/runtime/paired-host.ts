/**
 * The host of a run that a person watches: workers execute each instant, the inline host follows with the
 * same inputs, and the digests of all effects are compared. History is kept from the inline side; a
 * difference stops the run, because then it is not reproducible (ADR 1).
 */
import type { Control, ControlResult, Host, StepRequest } from '../sim/host.ts';
import type { InlineHost, InlineResult } from './inline-host.ts';
import { NotReproducible } from './not-reproducible.ts';
import type { WorkerHost } from './worker-host.ts';

export class PairedHost implements Host {
  private readonly inline: InlineHost;
  private readonly workers: WorkerHost;

  constructor(inline: InlineHost, workers: WorkerHost) {
    this.inline = inline;
    this.workers = workers;
  }

  async step(requests: readonly StepRequest[]): Promise<readonly InlineResult[]> {
    const executing = this.workers.step(requests);
    const followed = this.inline.step(requests);
    const executed = await executing;
    for (const [position, { replica, outcomes }] of followed.entries()) {
      for (const [input, outcome] of outcomes.entries()) {
        const digest = executed[position]?.[input];
        if ((outcome?.digest ?? null) !== digest) throw NotReproducible.inWorker(replica, input, digest);
      }
    }
    return followed;
  }

  async control(control: Control): Promise<ControlResult> {
    const result = this.inline.control(control);
    // A question changes nothing, and its answer is a pure function of what both sides hold.
    if (control.do === 'alter') return result;
    const seat = this.inline.mark()[control.replica];
    if (seat !== undefined && result.refused === null) await this.workers.control(control, seat);
    return result;
  }

  close(): void {
    this.workers.close();
  }
}
