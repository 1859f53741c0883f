/**
 * The trace hash (DESIGN 3): SHA-256 over one fixed-layout record per event, after the hash of the scenario.
 * A record has 78 bytes; digests in it are cut to 128 bits, which keeps it near one SHA-256 block (ADR 4).
 *
 *     0 time u64 · 8 kind u8 · 9 where u16 · 11 cause u32 · 15 from u16 · 17 number u32 · 21 flags u8
 *    22 sent u16 · 24 lost u16 · 26 copies sent, mixed u32 · 30 input · 46 effects · 62 root, 16 bytes each
 */
import { createHasher, digestValue, type Hasher, hexToBytes } from '../kernel/hash.ts';
import type { Digest, Endpoint, Hex } from '../kernel/ids.ts';
import { messageDigest } from '../kernel/signed.ts';
import type { Envelope, TraceEvent } from '../kernel/trace.ts';

const recordBytes = 78;
/** Records gathered before they are hashed: one update per block costs more than the hashing. */
const blockRecords = 64;
const noWhere = 0xffff;

export class TraceHash {
  private hasher: Hasher;
  /** Of no length until the first event: most clones are kept and never added to. */
  private block = new Uint8Array(0);
  private view = new DataView(this.block.buffer);
  private used = 0;

  constructor(preface: Digest) {
    this.hasher = createHasher();
    this.hasher.update(hexToBytes(preface));
  }

  /** Adds one event; `effects` is the host's digest of its effects, empty for none. */
  add(event: TraceEvent, effects: Hex): void {
    if (this.used === this.block.length) this.makeRoom();
    const start = this.used;
    this.block.fill(0, start, start + recordBytes);
    this.view.setUint32(start, Math.floor(event.at / 0x1_0000_0000));
    this.view.setUint32(start + 4, event.at >>> 0);
    this.view.setUint32(start + 11, event.cause + 1);
    this.writeSent(start, event.sent);
    this.writeBody(start, event);
    writeHex(this.block, start + 46, effects);
    this.used = start + recordBytes;
  }

  /** Hash of all events added so far. */
  digest(): Digest {
    const whole = this.hasher.clone();
    whole.update(this.block.subarray(0, this.used));
    return whole.digest();
  }

  clone(): TraceHash {
    this.flush();
    const copy = Object.create(TraceHash.prototype) as { -readonly [K in keyof TraceHash]: TraceHash[K] };
    const block = new Uint8Array(0);
    const parts = { block, view: new DataView(block.buffer), used: 0, hasher: this.hasher.clone() };
    return Object.assign(copy as TraceHash, parts);
  }

  private makeRoom(): void {
    this.flush();
    if (this.block.length > 0) return;
    this.block = new Uint8Array(recordBytes * blockRecords);
    this.view = new DataView(this.block.buffer);
  }

  private flush(): void {
    if (this.used === 0) return;
    this.hasher.update(this.block.subarray(0, this.used));
    this.used = 0;
  }

  /**
   * Where every copy goes, its number, when it is due and what became of it; what it says is in the effects.
   */
  private writeSent(start: number, sent: readonly Envelope[]): void {
    if (sent.length === 0) return;
    let lost = 0;
    let mixed = 0;
    for (const envelope of sent) {
      const { to, number, dueAt, duplicate } = envelope;
      if (envelope.lost !== null) lost++;
      mixed = mix(mixed, (place(to) << 3) | (fates[envelope.lost ?? 'none'] << 1) | (duplicate ? 1 : 0));
      mixed = mix(mix(mix(mixed, number), dueAt), Math.floor(dueAt / 0x1_0000_0000));
    }
    this.view.setUint16(start + 22, sent.length & 0xffff);
    this.view.setUint16(start + 24, lost & 0xffff);
    this.view.setUint32(start + 26, mixed);
  }

  private writeBody(start: number, event: TraceEvent): void {
    switch (event.kind) {
      case 'replica':
        this.writeHead(start, kinds[event.input.kind], event.replica);
        if (event.input.kind === 'message') this.writeEnvelope(start, event.input.envelope);
        else if (event.input.kind === 'timer') this.writeText(start + 30, event.input.timer);
        if (event.root !== null) writeHex(this.block, start + 62, event.root);
        return;
      case 'client':
        this.writeHead(start, kinds[event.action.kind], event.client);
        if (event.action.kind === 'received') {
          const { envelope, refused, equal, accepted } = event.action;
          this.writeEnvelope(start, envelope);
          this.writeText(start + 62, digestValue([refused, equal, accepted]));
        } else this.writeText(start + 30, digestValue(event.action));
        return;
      case 'command':
        this.writeHead(start, kinds.command, 'session');
        this.writeText(start + 30, digestValue([event.command, event.refused, event.note]));
        if (event.root !== null) writeHex(this.block, start + 62, event.root);
        return;
      case 'lost':
        this.writeHead(start, kinds.lost, event.envelope.to);
        this.writeEnvelope(start, event.envelope);
    }
  }

  private writeHead(start: number, kind: number, where: Endpoint | 'session'): void {
    this.block[start + 8] = kind;
    this.view.setUint16(start + 9, where === 'session' ? noWhere : place(where));
  }

  private writeEnvelope(start: number, envelope: Envelope): void {
    this.view.setUint16(start + 15, place(envelope.from));
    this.view.setUint32(start + 17, envelope.number);
    this.block[start + 21] = (envelope.duplicate ? 1 : 0) | (envelope.resend ? 2 : 0);
    writeHex(this.block, start + 30, messageDigest(envelope.message));
  }

  private writeText(start: number, text: string): void {
    writeHex(this.block, start, text.length === 64 ? text : digestValue(text));
  }
}

const kinds = {
  start: 1,
  message: 2,
  timer: 3,
  recover: 4,
  submitted: 5,
  retried: 6,
  received: 7,
  command: 8,
  lost: 9,
} as const;

const fates = { none: 0, cut: 1, loss: 2 } as const;

/** One step of FNV-1a by words: another word gives another result, and so does another result before. */
function mix(before: number, word: number): number {
  return Math.imul(before ^ word, 0x01000193);
}

/** Clients stand above the replicas: c0 is 0x8000. */
function place(endpoint: Endpoint): number {
  return typeof endpoint === 'number' ? endpoint : 0x8000 + Number(endpoint.slice(1));
}

/** The first 16 bytes of a hex string; a shorter one leaves the rest zero. */
function writeHex(bytes: Uint8Array, start: number, hex: Hex): void {
  const digits = Math.min(hex.length, 32);
  for (let i = 0; i < digits; i += 2) {
    bytes[start + (i >> 1)] = (nibble(hex.charCodeAt(i)) << 4) | nibble(hex.charCodeAt(i + 1));
  }
}

function nibble(code: number): number {
  return code < 58 ? code - 48 : code - 87;
}
