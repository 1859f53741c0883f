/**
 * The goals of `until`: what each is called, which move it is, and how it is written as the value of a list.
 */
import type { Move, RunInfo } from '../runtime/api.ts';
import { inMs } from './panels/words.ts';
import type { Selection } from './selection.ts';

export type Goal =
  | { readonly kind: 'commit' | 'answer' | 'view-change' | 'verdict' | 'quiet' | 'replica' }
  | { readonly kind: 'message'; readonly type: string };

/** The goals in the order of the list; the protocol's message types come last. */
export function goalsOf(info: RunInfo): readonly Goal[] {
  const plain = (['commit', 'answer', 'view-change', 'verdict', 'replica', 'quiet'] as const).map((kind) => ({
    kind,
  }));
  const messages = info.protocol.messages.map(({ type }) => ({ kind: 'message' as const, type }));
  return [...plain, ...messages];
}

export function goalId(goal: Goal): string {
  return goal.kind === 'message' ? `message ${goal.type}` : goal.kind;
}

/**
 * "view change", "PREPARE taken in", "event at R2"
 * @param viewWord what the protocol calls a view
 */
export function goalWords(goal: Goal, selection: Selection | null, viewWord = 'view'): string {
  switch (goal.kind) {
    case 'commit':
      return 'commit';
    case 'answer':
      return 'answer to a client';
    case 'view-change':
      return viewWord === 'view' ? 'view change' : `new ${viewWord}`;
    case 'verdict':
      return 'verdict change';
    case 'quiet':
      return 'quiet';
    case 'replica':
      return selection?.kind === 'replica'
        ? `event at R${selection.replica}`
        : 'event at the selected replica';
    case 'message':
      return `${goal.type} taken in`;
  }
}

/** Null when the goal needs a selected replica and there is none. */
export function moveTo(goal: Goal, back: boolean, selection: Selection | null): Move | null {
  if (goal.kind === 'message') return { kind: 'message', type: goal.type, back };
  if (goal.kind !== 'replica') return { kind: goal.kind, back };
  return selection?.kind === 'replica' ? { kind: 'replica', target: selection.replica, back } : null;
}

/** What a move looks for, after "Looking for". */
export function soughtBy(move: Move, viewWord = 'view'): string {
  switch (move.kind) {
    case 'commit':
      return 'the next commit';
    case 'answer':
      return 'the next answer to a client';
    case 'view-change':
      return viewWord === 'view' ? 'the next view change' : `the next ${viewWord}`;
    case 'verdict':
      return 'the next change of a verdict';
    case 'quiet':
      return 'quiet';
    case 'replica':
      return `the next event at R${move.target}`;
    case 'message':
      return `the next ${move.type}`;
    case 'time':
      return inMs(move.target ?? 0);
    case 'event':
      return `event ${move.target}`;
    default:
      return 'the goal';
  }
}
