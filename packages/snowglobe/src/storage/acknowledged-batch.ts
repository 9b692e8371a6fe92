import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';

/**
 * The number of a batch that was on disk for certain, kept beside the database: LevelDB drops a broken end of its log without
 * a word, and this tells. Not synced, so after a power cut it may name an earlier batch, never a later one.
 */
export class AcknowledgedBatch {
  readonly #file: number;
  readonly #bytes = Buffer.alloc(8);

  constructor(path: string) {
    this.#file = openSync(path, constants.O_RDWR | constants.O_CREAT);
  }

  read(): number {
    return readSync(this.#file, this.#bytes, 0, 8, 0) === 8 ? Number(this.#bytes.readBigUInt64LE()) : 0;
  }

  write(batch: number): void {
    this.#bytes.writeBigUInt64LE(BigInt(batch));
    writeSync(this.#file, this.#bytes, 0, 8, 0);
  }

  close(): void {
    closeSync(this.#file);
  }
}
