import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import type { Household, Outcome } from '@anju/domain';

/** What findings.jsonl shows of a household: every failed outcome, and what could not be compared once for each rule. */
export function shownOutcomes(outcomes: readonly Outcome[]): readonly Outcome[] {
  const incomparable = new Set<string>();
  return outcomes.filter(({ status, rule }) => {
    if (status !== 'incomparable') return status === 'fail';
    if (incomparable.has(rule)) return false;
    incomparable.add(rule);
    return true;
  });
}

/** Bytes written in one go. */
const PIECE = 1 << 20;
/** Bytes that a UTF-16 unit becomes at most. */
const WIDEST = 3;

/**
 * findings.jsonl, a line each. Bytes rather than text: where a register lacks, one outcome holds for every family and
 * its bytes are made once.
 */
export class FindingsFile {
  readonly #stream: WriteStream;
  readonly #known = new WeakMap<Outcome, Buffer>();
  #piece = Buffer.allocUnsafe(PIECE);
  #length = 0;
  #behind = false;

  constructor(path: string) {
    this.#stream = createWriteStream(path);
  }

  add(household: Household, outcomes: readonly Outcome[]): void {
    const head = `{"household":${JSON.stringify(household.code)},`;
    for (const outcome of outcomes) {
      this.#putText(head);
      if (outcome.memberKey === null) this.#putBytes(this.#lasting(outcome));
      else this.#putText(restOf(household, outcome));
    }
  }

  /** Whether the disk has not kept up: `keepUp` is then to be awaited, or all is kept in memory. */
  get isBehind(): boolean {
    return this.#behind;
  }

  async keepUp(): Promise<void> {
    await once(this.#stream, 'drain');
    this.#behind = false;
  }

  async end(): Promise<void> {
    this.#stream.end(this.#piece.subarray(0, this.#length));
    await once(this.#stream, 'finish');
  }

  #lasting(outcome: Outcome): Buffer {
    let bytes = this.#known.get(outcome);
    if (bytes === undefined) {
      bytes = Buffer.from(restOf(null, outcome));
      this.#known.set(outcome, bytes);
    }
    return bytes;
  }

  #putText(text: string): void {
    if (text.length * WIDEST > PIECE - this.#length) this.#putBytes(Buffer.from(text));
    else this.#length += this.#piece.write(text, this.#length);
  }

  #putBytes(bytes: Buffer): void {
    if (bytes.length > PIECE - this.#length) {
      this.#write(this.#piece.subarray(0, this.#length));
      this.#piece = Buffer.allocUnsafe(PIECE);
      this.#length = 0;
    }
    if (bytes.length > PIECE) this.#write(bytes);
    else this.#length += bytes.copy(this.#piece, this.#length);
  }

  #write(bytes: Buffer): void {
    if (!this.#stream.write(bytes)) this.#behind = true;
  }
}

/** A line after its household, with its end. */
function restOf(household: Household | null, outcome: Outcome): string {
  const member = household?.members.find(({ key }) => key === outcome.memberKey);
  const line = {
    rule: outcome.rule,
    person: member === undefined ? null : { name: member.name, id: member.idNumber },
    status: outcome.status,
    confidence: outcome.confidence,
    clause: outcome.clause,
    // The figures compared, and a Chinese sentence.
    evidence: { ...outcome.evidence, reason: outcome.reason },
    lineage: outcome.lineage,
  };
  return `${JSON.stringify(line).slice(1)}\n`;
}
