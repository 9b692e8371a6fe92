import { AwsError } from '../../contract/aws-error.ts';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../../contract/resource-type.ts';

/** A resource type that writes down what is done to it. Its properties tell it to fail: `FailCreate`, `FailUpdate`, `FailDelete`. */
export class FakeType implements ResourceType {
  readonly type: string;
  /** `create A`, `update A`, `delete A-1` in order. */
  readonly log: string[];
  readonly properties = {
    Name: true,
    Link: true,
    List: true,
    Nested: { Known: true },
    Ignored: { accepted: 'no effect here' },
    FailCreate: true,
    FailUpdate: true,
    FailDelete: true,
  } as const;
  #count: number;

  constructor(type: string, log: string[] = [], alreadyMade = 0) {
    this.#count = alreadyMade;
    this.type = type;
    this.log = log;
  }

  async create(properties: Properties, { logicalId }: ResourceContext): Promise<ResourceState> {
    this.log.push(`create ${logicalId}`);
    await Promise.resolve();
    if (properties['FailCreate'] !== undefined)
      throw new AwsError('ValidationException', String(properties['FailCreate']));
    this.#count += 1;
    return this.#state(`${logicalId}-${this.#count}`, properties);
  }

  async update(
    properties: Properties,
    _previous: Properties,
    state: ResourceState,
    { logicalId }: ResourceContext,
  ): Promise<ResourceState> {
    this.log.push(`update ${logicalId}`);
    if (properties['FailUpdate'] !== undefined)
      throw new AwsError('ValidationException', String(properties['FailUpdate']));
    return this.#state(state.physicalId, properties);
  }

  async delete(state: ResourceState, properties: Properties): Promise<void> {
    this.log.push(`delete ${state.physicalId}`);
    await Promise.resolve();
    if (properties['FailDelete'] === 'yes') throw new AwsError('ConflictException', 'not empty');
  }

  #state(physicalId: string, properties: Properties): ResourceState {
    return { physicalId, attributes: { Arn: `arn:fake:${physicalId}`, Name: properties['Name'] ?? physicalId } };
  }
}
