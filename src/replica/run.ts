/**
 * The application's side of one step: what `commit`, `execute`, `rollback` and `restore` effects do to a
 * replica's ledger, and the answers that go back to the protocol.
 */
import type { Application, Snapshot } from '../kernel/application.ts';
import type { Commit, Effect } from '../kernel/effect.ts';
import type { Slot } from '../kernel/ids.ts';
import type { Applied } from '../kernel/input.ts';
import type { Request } from '../kernel/message.ts';

/** What an honest replica consists of; a twin has it twice. */
export interface Inside {
  readonly protocol: unknown;
  readonly application: Snapshot;
  readonly tentative: Tentative | null;
}

/** A copy of the application that has executed one slot more than is committed (OSDI'99 §5.1). */
export interface Tentative {
  readonly slot: Slot;
  readonly commands: readonly Request[];
  readonly applied: Applied;
}

/** One step's run of the application; `applied` are its answers so far. */
export class Run {
  private application: Snapshot;
  private tentative: Tentative | null;
  readonly applied: Applied[] = [];
  private readonly ledger: Application;

  constructor(ledger: Application, before: Inside) {
    this.ledger = ledger;
    this.application = before.application;
    this.tentative = before.tentative;
  }

  carryOut(effect: Effect): Applied | null {
    switch (effect.kind) {
      case 'commit':
        return this.commit(effect);
      case 'execute': {
        const applied = this.execute(effect.slot, effect.commands, 'execute');
        this.tentative = { slot: effect.slot, commands: effect.commands, applied };
        return applied;
      }
      case 'rollback':
        this.tentative = null;
        return null;
      case 'restore': {
        this.application = effect.snapshot;
        this.tentative = null;
        const root = this.ledger.root(effect.snapshot);
        return this.keep({
          kind: 'applied',
          slot: effect.slot,
          cause: 'restore',
          root,
          receipts: [],
          snapshot: effect.snapshot,
        });
      }
      default:
        return null;
    }
  }

  inside(protocol: unknown): Inside {
    return { protocol, application: this.application, tentative: this.tentative };
  }

  /** What was executed tentatively for the same commands becomes final; anything else is executed now. */
  private commit(effect: Commit): Applied {
    const { tentative } = this;
    this.tentative = null;
    const same =
      tentative !== null &&
      tentative.slot === effect.slot &&
      sameCommands(tentative.commands, effect.execute);
    const applied: Applied = same
      ? this.keep({ ...tentative.applied, cause: 'commit' })
      : this.execute(effect.slot, effect.execute, 'commit');
    this.application = applied.snapshot;
    return applied;
  }

  private execute(slot: Slot, commands: readonly Request[], cause: 'commit' | 'execute'): Applied {
    const operations = commands.map((command) => command.operation);
    const { state, receipts } = this.ledger.execute(this.application, slot, operations);
    return this.keep({
      kind: 'applied',
      slot,
      cause,
      root: this.ledger.root(state),
      receipts,
      snapshot: state,
    });
  }

  private keep(applied: Applied): Applied {
    this.applied.push(applied);
    return applied;
  }
}

function sameCommands(a: readonly Request[], b: readonly Request[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((command, i) => command.client === b[i]?.client && command.timestamp === b[i]?.timestamp);
}
