import type { ResourceState } from '../../contract/resource-type.ts';

/** A creation that failed but may have left something behind, which a deletion has to clear away. */
export class UnfinishedResource extends Error {
  override readonly name = 'UnfinishedResource';
  readonly state: ResourceState;

  constructor(message: string, state: ResourceState) {
    super(message);
    this.state = state;
  }
}
