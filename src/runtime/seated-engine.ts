/**
 * The whole engine: what the page asks about guilt and knowledge on top of the open run. While the page sits
 * in one replica's seat (VISUAL 7), every answer holds what that replica can know, whoever asks.
 */
import type { ReplicaId } from '../kernel/ids.ts';
import type { Verdict } from '../kernel/property.ts';
import type { FeedLine, Frame } from '../projection/frame.ts';
import { fromSeat } from '../projection/from-seat.ts';
import type { Judgement } from '../scenarios/challenges/judge.ts';
import type { Challenge } from '../scenarios/challenges/types.ts';
import { challenges } from '../scenarios/challenges.ts';
import type {
  CertificateInspection,
  Comparison,
  Engine,
  EventInspection,
  EventQuery,
  Intervention,
  LedgerComparison,
  MessageInspection,
  Metrics,
  Moved,
  Problem,
  ReplicaInspection,
  WayBeside,
} from './api.ts';
import type { Arrows } from './arrows.ts';
import { spread } from './beside.ts';
import { changeStoryAt } from './change-story.ts';
import { accusationsAt, gradeHandIn } from './court.ts';
import type { AccusationTold, ChangeTold, ChangeWhatIf, LieSheet } from './court-api.ts';
import { arrowsOf, firstSeat, laneMarksOf, liarKey, namedIn, SEALED, withoutWay } from './hidden-run.ts';
import type { LaneMark } from './lane-marks.ts';
import { alterSheet, lieSheet } from './lie-sheet.ts';
import { PageEngine } from './page-engine.ts';
import type { PageRun } from './page-run.ts';
import type { PageSession } from './page-session.ts';
import { movedFromSeat, sentWords, veiled, withoutHolders } from './seat-answers.ts';
import { seatKnowledge } from './seat-knowledge.ts';

export class SeatedEngine extends PageEngine implements Engine {
  /** Runs whose hidden liar has been named here. */
  private readonly named = new Set<string>();

  /** From now on every answer holds what this replica knows; null: what is true. */
  async sit(seat: ReplicaId | null, cursor: number): Promise<Frame | Problem> {
    const { replicas } = this.opened.assembly.plan;
    if (seat !== null && !(Number.isInteger(seat) && seat >= 0 && seat < replicas))
      return { problem: `expected a replica from 0 to ${replicas - 1}, found ${seat}` };
    if (seat === null && this.isSealed(this.opened.session)) return SEALED;
    this.seat = seat;
    return this.frame(cursor);
  }

  async wayFromSeat(seat: ReplicaId, from: number, to: number, most: number): Promise<WayBeside | Problem> {
    const { opened } = this;
    const { replicas } = opened.assembly.plan;
    if (!(Number.isInteger(seat) && seat >= 0 && seat < replicas))
      return { problem: `expected a replica from 0 to ${replicas - 1}, found ${seat}` };
    if (this.isSealed(opened.session)) return SEALED;
    const seen = (cursor: number) => fromSeat(opened.frame(cursor), seatKnowledge(opened, cursor, seat));
    return { frames: spread(this.within(from), this.within(to), most).map(seen), behind: false };
  }

  /** While a liar is hidden nobody is told to lie: what is refused, and what a lie is made of, tells. */
  override async intervene(
    cursor: number,
    intervention: Intervention,
    joins = false,
  ): Promise<Moved | Problem> {
    const tells = intervention.do === 'behave' || intervention.do === 'alter';
    return tells && this.isSealed(this.opened.session)
      ? SEALED
      : super.intervene(cursor, intervention, joins);
  }

  async lieSheet(cursor: number, replica: ReplicaId, type: string | null): Promise<LieSheet | Problem> {
    if (this.isSealed(this.opened.session)) return SEALED;
    return lieSheet(this.opened, this.within(cursor), replica, type);
  }

  async alterSheet(cursor: number, message: string): Promise<LieSheet | Problem> {
    if (this.isSealed(this.opened.session)) return SEALED;
    return alterSheet(this.opened, this.within(cursor), message);
  }

  async challenges(): Promise<readonly Challenge[]> {
    return challenges;
  }

  async gradeChallenge(handIn: unknown): Promise<Judgement | Problem> {
    const judged = await gradeHandIn(handIn);
    const named = 'solved' in judged && judged.solved ? namedIn(handIn) : null;
    if (named !== null) this.named.add(named);
    return judged;
  }

  override async feed(from: number, count: number): Promise<readonly FeedLine[]> {
    const lines = await super.feed(from, count);
    return this.seat === null ? lines : lines.map((line) => (line.where === this.seat ? line : veiled(line)));
  }

  override async verdicts(cursor: number): Promise<readonly Verdict[]> {
    return this.seat === null ? super.verdicts(cursor) : [];
  }

  override async replica(
    ...[cursor, replica, more]: Parameters<PageEngine['replica']>
  ): Promise<ReplicaInspection | Problem> {
    const found = this.otherSeat(replica) ?? (await super.replica(cursor, replica, more));
    return this.seat === null || 'problem' in found ? found : withoutHolders(found);
  }

  override async certificate(
    cursor: number,
    replica: ReplicaId,
    slot: number,
    column: number,
  ): Promise<CertificateInspection | Problem> {
    return this.otherSeat(replica) ?? super.certificate(cursor, replica, slot, column);
  }

  override async compareLedgers(
    cursor: number,
    a: ReplicaId,
    b: ReplicaId,
  ): Promise<LedgerComparison | Problem> {
    return this.otherSeat(a) ?? this.otherSeat(b) ?? super.compareLedgers(cursor, a, b);
  }

  /** Its own messages until they are on the link, and those that it has taken in. */
  override async message(cursor: number, id: string): Promise<MessageInspection | Problem> {
    const found = await super.message(cursor, id);
    const { seat } = this;
    if (seat === null || 'problem' in found) return found;
    const arrived = found.to === seat && found.consequences.length > 0;
    const own = found.from === seat && !this.isSealed(this.opened.session);
    if (!own && !arrived) return { problem: `R${seat} knows nothing of this message` };
    const causes = found.causes.filter(({ where }) => where === seat);
    const consequences = found.consequences.filter(({ where }) => where === seat);
    const fate = own ? sentWords(found, consequences, cursor) : found.fate;
    return { ...found, causes, consequences, fate, dueAt: arrived ? found.dueAt : null };
  }

  override async event(index: number): Promise<EventInspection | Problem> {
    const found = await super.event(index);
    const { seat } = this;
    if (seat === null || 'problem' in found) return found;
    if (found.line.where !== seat) return { problem: `R${seat} knows nothing of this event` };
    const causes = found.causes.filter(({ where }) => where === seat);
    const consequences = found.consequences.filter(({ where }) => where === seat);
    const seen = { ...found, causes, consequences };
    return this.isSealed(this.opened.session) ? { ...seen, effects: [] } : seen;
  }

  override async search(query: EventQuery): Promise<readonly number[]> {
    const found = await super.search(query);
    const { seat } = this;
    if (seat === null) return found;
    return found.filter((cursor) => this.isAt(cursor - 1, seat));
  }

  async accusations(cursor: number): Promise<readonly AccusationTold[]> {
    const all = accusationsAt(this.opened, this.within(cursor));
    const { seat, opened } = this;
    if (seat === null) return all;
    const state = opened.recording.stateAt(seat, this.within(cursor));
    const convicted = (state && opened.assembly.manifest.convicted?.(state.protocol)) ?? [];
    return all.filter(({ replica }) => convicted.includes(replica));
  }

  async changeStory(cursor: number, whatIf: ChangeWhatIf): Promise<ChangeTold | Problem> {
    return changeStoryAt(this.opened, this.within(cursor), whatIf, this.seat);
  }

  override async wayBeside(
    id: number,
    from: number,
    to: number,
    most: number,
    at?: number,
  ): Promise<WayBeside | Problem> {
    const { seat } = this;
    const other = this.branches.find(id)?.run;
    const sealed = other !== undefined && this.isSealed(other.session);
    if (sealed && seat === null) return SEALED;
    const way = await super.wayBeside(id, from, to, most, at);
    if (seat === null || other === undefined || 'problem' in way) return way;
    const seen = (frame: Frame) => fromSeat(frame, seatKnowledge(other, frame.cursor, seat));
    const frames = way.frames.map(seen);
    return { ...way, frames: sealed ? frames.map(withoutWay) : frames };
  }

  override async compare(id: number, upTo = 0): Promise<Comparison | Problem> {
    const { seat } = this;
    const other = this.branches.find(id)?.run;
    if (seat === null && other !== undefined && this.isSealed(other.session)) return SEALED;
    const comparison = await super.compare(id, upTo);
    if (seat === null || 'problem' in comparison) return comparison;
    return { ...comparison, differences: comparison.differences.filter(({ where }) => where === seat) };
  }

  /** The page thins the diagram itself, so that another seat costs nothing; a hidden liar is hidden here. */
  override async arrows(from: number, most?: number): Promise<Arrows> {
    const rows = await super.arrows(from, most);
    const { seat } = this;
    return seat !== null && this.isSealed(this.opened.session) ? arrowsOf(rows, seat) : rows;
  }

  override async laneMarks(from: number, most?: number): Promise<readonly LaneMark[]> {
    const marks = await super.laneMarks(from, most);
    const { seat } = this;
    return seat !== null && this.isSealed(this.opened.session) ? laneMarksOf(marks, seat) : marks;
  }

  override async metrics(cursor: number): Promise<Metrics> {
    return this.seat === null ? super.metrics(cursor) : { slots: [], views: [], accepted: [], byType: [] };
  }

  /** Undo, redo and other branches come to a run with a hidden liar, too: what is true stays behind. */
  protected override frameAt(cursor: number): Frame {
    const sealed = this.isSealed(this.opened.session);
    if (sealed) this.seat ??= firstSeat(this.opened);
    const frame = super.frameAt(cursor);
    return sealed ? withoutWay(frame) : frame;
  }

  protected override seatFor(run: PageRun): ReplicaId | null {
    return this.isSealed(run.session) ? firstSeat(run) : null;
  }

  /** Somebody lies in it, and nobody has named the liar yet. */
  private isSealed({ scenario, seed }: PageSession): boolean {
    return scenario.hidden !== undefined && !this.named.has(liarKey({ ...scenario, seed }));
  }

  protected override shown(cursor: number, stopped: string | null): Moved {
    const moved = super.shown(cursor, stopped);
    if (this.seat === null) return moved;
    const seen = movedFromSeat(moved, this.seat, this.opened);
    return this.isSealed(this.opened.session) ? { ...seen, info: { ...seen.info, sealed: true } } : seen;
  }

  private isAt(index: number, seat: ReplicaId): boolean {
    const event = this.opened.recording.glance(index);
    return event?.kind === 'replica' && event.replica === seat;
  }

  private otherSeat(replica: ReplicaId): Problem | null {
    const { seat } = this;
    if (seat === null || seat === replica) return null;
    return { problem: `From R${seat}'s seat nobody can look into R${replica}` };
  }
}
