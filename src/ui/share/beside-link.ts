/**
 * What stands beside the open branch, in a link. Another branch: how many of the first acts both have in
 * common, then the acts of the other one, folded as sessions are. A seat beside what is true: its name. Older
 * pages leave it out and say so.
 */
import type { Engine, RunInfo } from '../../runtime/api.ts';
import type { UiState, UiStore } from '../state.ts';

/** What is folded: `[shared, …acts of the other branch after those]`. */
type Folded = readonly [number, ...unknown[]];

/** Null where nothing stands beside the open branch, or something that no link can say. */
export async function besideText({ info, beside }: Pick<UiState, 'info' | 'beside'>): Promise<string | null> {
  if (beside?.seat !== undefined) return `R${beside.seat}`;
  const other = info?.branches.find(({ id }) => id === beside?.branch);
  if (info === null || other === undefined || other.acts === null) return null;
  const { fold } = await import('../../scenarios/link-fold.ts');
  return fold(difference(actsOf(info), other.acts));
}

/** Opens it as a branch of its own beside the open one; what is wrong with it, or null. */
export async function takeBeside(
  { store, engine }: { readonly store: UiStore; readonly engine: Engine },
  text: string,
): Promise<string | null> {
  if (text.startsWith('R')) return takeSeatBeside(store, Number(text.slice(1)));
  const [, kind, data = ''] = /^(\d{1,4})\.(.*)$/.exec(text) ?? [];
  const { unfold } = await import('../../scenarios/link-fold.ts');
  const read = unfold(Number(kind), data);
  const { info, cursor, actions } = store.getState();
  if ('problem' in read || !isFolded(read.session) || info === null) return DAMAGED;
  const [shared, ...acts] = read.session;
  const moved = await engine.keepBranch(cursor, [...actsOf(info).slice(0, shared), ...acts]);
  if ('problem' in moved) return `The branch beside it could not be opened: ${moved.problem}.`;
  store.setState({ info: moved.info });
  const kept = moved.info.branches.at(-1);
  if (kept !== undefined) await actions.standBeside(kept.id);
  return null;
}

async function takeSeatBeside(store: UiStore, seat: number): Promise<string | null> {
  const { info, actions } = store.getState();
  if (info === null || seat >= info.replicas)
    return `The link also asks for the seat of R${seat}, which does not exist here.`;
  await actions.sitBeside(seat);
  return null;
}

const DAMAGED = 'What the link says of a branch beside this one is damaged.';

function isFolded(value: unknown): value is Folded {
  return Array.isArray(value) && Number.isInteger(value[0]) && value[0] >= 0;
}

function actsOf({ session }: Pick<RunInfo, 'session'>): readonly unknown[] {
  const { commands } = (session as { readonly session: { readonly commands?: readonly unknown[] } }).session;
  return commands ?? [];
}

function difference(mine: readonly unknown[], theirs: readonly unknown[]): Folded {
  const first = theirs.findIndex((act, index) => JSON.stringify(act) !== JSON.stringify(mine[index]));
  const shared = first < 0 ? theirs.length : first;
  return [shared, ...theirs.slice(shared)];
}
