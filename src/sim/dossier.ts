/**
 * The dossier: every signed statement that a correct replica holds, by signer, and who is convicted by them.
 * Votes are kept one per phase, view and slot; longer statements one by one, the latest only, so that a liar
 * who talks much fills nothing. What blocks they are about is kept beside them.
 */
import type { Accusation, EvidenceRules, HeightOf, SignedStatement } from '../kernel/evidence.ts';
import type { Digest, Endpoint, ReplicaId } from '../kernel/ids.ts';
import { KnownBlocks } from './known-blocks.ts';
import { limits } from './limits.ts';
import { lookUp, type Owner, store, type Table } from './table.ts';

export interface Dossier {
  owner: Owner;
  /** Number of each phase name, in order of appearance. */
  phases: ReadonlyMap<string, number>;
  /** Signer, phase, view, slot: the first genuine vote. */
  votes: Table<Table<Table<Table<SignedStatement>>>> | undefined;
  /** By signer: statements that others are compared with, oldest first. */
  compared: Table<readonly SignedStatement[]> | undefined;
  accusations: readonly Accusation[];
  readonly blocks: KnownBlocks;
}

export interface Reader {
  readonly rules: EvidenceRules;
  verify(signer: Endpoint, digest: Digest, signature: unknown): boolean;
}

export function emptyDossier(): Dossier {
  const blocks = new KnownBlocks();
  return { owner: {}, phases: new Map(), votes: undefined, compared: undefined, accusations: [], blocks };
}

export function copyDossier(dossier: Dossier): Dossier {
  dossier.owner = {};
  return { ...dossier, owner: {}, blocks: dossier.blocks.fork() };
}

/** Takes in one statement; what it proves, alone or with an earlier one, is added to the accusations. */
export function file(dossier: Dossier, statement: SignedStatement, event: number, reader: Reader): void {
  const isVote = statement.digest !== null;
  const before = isVote ? voteBefore(dossier, statement) : undefined;
  if (before !== undefined && before.digest === statement.digest) return;
  const { seal, alone, compared } = reader.rules;
  const { digest, signature } = seal(statement);
  if (!reader.verify(statement.signer, digest, signature)) return;
  if (before !== undefined) {
    const because = `signed two ${statement.phase}s with different values ${reader.rules.place(statement)}`;
    accuse(dossier, event, because, [before, statement]);
    return;
  }
  if (isVote) enterVote(dossier, statement);
  if (compared.includes(statement.phase)) compare(dossier, statement, event, reader);
  const guilt = alone(statement);
  if (guilt !== null) accuse(dossier, event, guilt, [statement]);
}

function compare(dossier: Dossier, statement: SignedStatement, event: number, { rules }: Reader): void {
  const { signer } = statement;
  const others = lookUp(dossier.compared, signer) ?? [];
  const sealed = (one: SignedStatement) => rules.seal(one).signature;
  const heightOf = heightsIn(dossier);
  if (statement.digest === null && others.some((one) => sealed(one) === sealed(statement))) return;
  for (const other of others) {
    const guilt = rules.together(other, statement, heightOf);
    if (guilt !== null) accuse(dossier, event, guilt, [other, statement]);
  }
  const kept = others.length < limits.comparedStatements ? others : others.slice(1);
  dossier.compared = store(dossier.compared, signer, [...kept, statement], dossier.owner);
}

/** Each asked for once: hundreds of statements are compared with one. */
function heightsIn({ blocks }: Dossier): HeightOf {
  const known = new Map<Digest, number | null>();
  return (block) => {
    const before = known.get(block);
    if (before !== undefined) return before;
    const height = blocks.heightOf(block);
    known.set(block, height);
    return height;
  };
}

/** One accusation of a kind is enough: `because` names place and kind. */
function accuse(
  dossier: Dossier,
  event: number,
  because: string,
  statements: readonly SignedStatement[],
): void {
  const replica = statements[0]?.signer as ReplicaId;
  const own = dossier.accusations.filter((one) => one.replica === replica);
  if (own.length >= limits.accusationsEach || own.some((one) => one.because === because)) return;
  const messages = statements.map(({ message }) => message);
  dossier.accusations = [...dossier.accusations, { replica, because, statements: messages, event }];
}

function voteBefore(dossier: Dossier, { signer, phase, view, slot }: SignedStatement) {
  const number = dossier.phases.get(phase);
  if (number === undefined) return undefined;
  return lookUp(lookUp(lookUp(lookUp(dossier.votes, signer), number), view), slot);
}

/** What lies far back, in views or in slots, is forgotten: it can meet no vote that anybody still sends. */
function enterVote(dossier: Dossier, statement: SignedStatement): void {
  const { owner } = dossier;
  const { signer, phase, view, slot } = statement;
  if (!dossier.phases.has(phase)) {
    dossier.phases = new Map(dossier.phases).set(phase, dossier.phases.size);
  }
  const number = dossier.phases.get(phase) as number;
  const phases = lookUp(dossier.votes, signer);
  const slots = kept(store(lookUp(lookUp(phases, number), view), slot, statement, owner), slot, owner);
  const views = kept(store(lookUp(phases, number), view, slots, owner), view, owner);
  dossier.votes = store(dossier.votes, signer, store(phases, number, views, owner), owner);
}

function kept<V>(table: Table<V>, newest: number, owner: Owner): Table<V> {
  const old = newest - limits.votesKept;
  if (old < 0 || lookUp(table, old) === undefined) return table;
  // An empty place reads as one that was never written.
  return store(table as Table<V | undefined>, old, undefined, owner) as Table<V>;
}
