/** What is wrong with a record that no retry will make right. */
export type Flaw = 'not UTF-8' | 'not JSON' | 'unknown payload' | 'no envelope' | 'too large';

/** A record that is refused for what it is: the pipeline goes on without it, and it is kept where it can be looked at. */
export class RecordRefused extends Error {
  override readonly name = 'RecordRefused';
  readonly flaw: Flaw;

  constructor(flaw: Flaw, detail = '') {
    super(`the record is refused: ${flaw}${detail === '' ? '' : `: ${detail}`}`);
    this.flaw = flaw;
  }
}

/** What a service did not take after several attempts. The records are fine: who holds them tries again. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken';
  readonly service: string;
  readonly codes: readonly string[];

  constructor(service: string, count: number, codes: readonly string[]) {
    super(`${service} did not take ${count} entries: ${[...new Set(codes)].join(', ')}`);
    this.service = service;
    this.codes = codes;
  }
}
