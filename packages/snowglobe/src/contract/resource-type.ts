import type { Cause } from './cause.ts';
import type { Globe } from './globe.ts';
import type { Principal } from './principal.ts';
import type { Scope } from './scope.ts';

/**
 * Which properties of a resource type are supported. `true`: honoured with everything below it. A nested table: only what it names.
 * `{ accepted: reason }`: taken without effect, and listed so in docs/fidelity.md. Anything unnamed is refused before the stack is touched.
 */
export type PropertySupport = true | { readonly accepted: string } | { readonly [property: string]: PropertySupport };

// oxlint-disable-next-line typescript/no-explicit-any -- properties are JSON whose shape the template check has confirmed
export type Properties = Readonly<Record<string, any>>;

/** A created resource. */
export interface ResourceState {
  /** What Ref gives, unless the type says otherwise by `ref`. */
  readonly physicalId: string;
  /** What Fn::GetAtt gives, dotted names as keys. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Default: physicalId. */
  readonly ref?: string;
}

/** What a resource type may use while it works. */
export interface ResourceContext {
  readonly globe: Globe;
  readonly scope: Scope;
  readonly caller: Principal;
  readonly cause: Cause;
  readonly stackName: string;
  readonly stackId: string;
  readonly logicalId: string;
  /** The template's tags plus the stack's, as Key/Value pairs. */
  readonly stackTags: readonly { readonly Key: string; readonly Value: string }[];
  /** Where the CDK assembly's asset files lie, by `bucket/key` of their destination; undefined when they came through S3. */
  assetPath(bucket: string, key: string): string | undefined;
  /** `<stack>-<logicalId>-<12 random characters>`, cut to the length and put in the case that the service allows. */
  physicalName(options?: {
    readonly maxLength?: number;
    readonly lowerCase?: boolean;
    readonly suffix?: string;
  }): string;
  /** Calls an operation of any service of the globe, validated and authorised as over the wire. */
  api<Output>(service: string, operation: string, input: object): Promise<Output>;
}

/** One CloudFormation resource type. */
export interface ResourceType {
  /** `AWS::SQS::Queue` */
  readonly type: string;
  readonly properties: Readonly<Record<string, PropertySupport>>;
  create(properties: Properties, context: ResourceContext): Promise<ResourceState>;
  /**
   * Changes a resource in place. Called only when no changed property causes replacement (the engine knows which do, from
   * CloudFormation's resource schemas) unless `replaceOn` names more. Absent: every change replaces.
   */
  update?(
    properties: Properties,
    previous: Properties,
    state: ResourceState,
    context: ResourceContext,
  ): Promise<ResourceState>;
  /** Must succeed when the resource is already gone. */
  delete(state: ResourceState, properties: Properties, context: ResourceContext): Promise<void>;
}
