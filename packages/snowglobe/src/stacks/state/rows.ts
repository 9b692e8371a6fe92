import type { Json } from '../json.ts';
import type { StackParameter } from '../parameters/resolve-parameters.ts';
import type { RemovalPolicy } from '../template/template.ts';

export type StackStatus =
  | 'REVIEW_IN_PROGRESS'
  | 'CREATE_IN_PROGRESS'
  | 'CREATE_COMPLETE'
  | 'CREATE_FAILED'
  | 'ROLLBACK_IN_PROGRESS'
  | 'ROLLBACK_COMPLETE'
  | 'ROLLBACK_FAILED'
  | 'UPDATE_IN_PROGRESS'
  | 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'
  | 'UPDATE_COMPLETE'
  | 'UPDATE_FAILED'
  | 'UPDATE_ROLLBACK_IN_PROGRESS'
  | 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'
  | 'UPDATE_ROLLBACK_COMPLETE'
  | 'UPDATE_ROLLBACK_FAILED'
  | 'DELETE_IN_PROGRESS'
  | 'DELETE_COMPLETE'
  | 'DELETE_FAILED';

export type ResourceStatus =
  | 'CREATE_IN_PROGRESS'
  | 'CREATE_COMPLETE'
  | 'CREATE_FAILED'
  | 'UPDATE_IN_PROGRESS'
  | 'UPDATE_COMPLETE'
  | 'UPDATE_FAILED'
  | 'DELETE_IN_PROGRESS'
  | 'DELETE_COMPLETE'
  | 'DELETE_FAILED'
  | 'DELETE_SKIPPED';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

/** What a stack is made from: enough to make it again. */
export interface StackSource {
  readonly templateBody: string;
  readonly parameters: readonly StackParameter[];
  readonly tags: readonly Tag[];
}

export interface StackRow extends StackSource {
  readonly stackId: string;
  readonly name: string;
  readonly status: StackStatus;
  readonly statusReason?: string;
  /** Epoch ms, as all instants. */
  readonly createdAt: number;
  readonly updatedAt?: number;
  readonly deletedAt?: number;
  readonly description?: string;
  readonly timeoutMinutes?: number;
  readonly outputs: readonly StackOutput[];
  /** Names of the exports that the stack uses. */
  readonly imports: readonly string[];
  readonly capabilities: readonly string[];
  readonly notificationArns: readonly string[];
  readonly disableRollback: boolean;
  readonly terminationProtection: boolean;
  readonly roleArn?: string;
  /** JSON text. */
  readonly stackPolicy?: string;
  readonly changeSetId?: string;
  /** Nested stacks only. */
  readonly parentId?: string;
  readonly rootId?: string;
  /** What the stack was before the update under way or failed. */
  readonly before?: StackSource;
  /** Properties that were taken without effect: `logicalId.Property: reason`. */
  readonly acceptedWithoutEffect: readonly string[];
}

export interface ResourceRow {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly ref?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** As resolved at the last create or update. */
  readonly properties: Readonly<Record<string, Json>>;
  /** As events show them, where that differs: without what is not echoed. */
  readonly shownProperties?: Readonly<Record<string, Json>>;
  readonly metadata?: Json;
  readonly dependsOn: readonly string[];
  readonly deletionPolicy: RemovalPolicy;
  readonly updateReplacePolicy: RemovalPolicy;
  readonly status: ResourceStatus;
  readonly statusReason?: string;
  readonly updatedAt: number;
}

export interface EventRow {
  /** Order of happening, twelve digits. */
  readonly sequence: string;
  readonly eventId: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: StackStatus | ResourceStatus;
  readonly reason?: string;
  /** JSON text. */
  readonly properties?: string;
  readonly clientRequestToken?: string;
  readonly at: number;
}

export interface ResourceChange {
  readonly action: 'Add' | 'Modify' | 'Remove';
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly type: string;
  readonly replacement?: 'True' | 'False' | 'Conditional';
  readonly scope: readonly string[];
  readonly details: readonly PropertyChange[];
  /** JSON text of the resource before and after, for IncludePropertyValues. */
  readonly beforeContext?: string;
  readonly afterContext?: string;
}

export interface PropertyChange {
  readonly attribute: 'Properties' | 'Metadata' | 'Tags' | 'DeletionPolicy' | 'UpdateReplacePolicy';
  readonly name?: string;
  readonly recreation: 'Never' | 'Conditionally' | 'Always';
  /** The new value is known only during the update. */
  readonly dynamic: boolean;
  readonly before?: string;
  readonly after?: string;
}

export interface ChangeSetRow extends StackSource {
  readonly changeSetId: string;
  readonly name: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly kind: 'CREATE' | 'UPDATE';
  readonly description?: string;
  readonly status: 'CREATE_COMPLETE' | 'FAILED' | 'DELETE_COMPLETE';
  readonly statusReason?: string;
  readonly executionStatus: 'AVAILABLE' | 'UNAVAILABLE' | 'EXECUTE_IN_PROGRESS' | 'EXECUTE_COMPLETE' | 'OBSOLETE';
  readonly createdAt: number;
  readonly changes: readonly ResourceChange[];
  readonly capabilities: readonly string[];
  readonly notificationArns: readonly string[];
  readonly roleArn?: string;
  readonly onStackFailure?: string;
}

/** Where the file of an asset lies, by its destination in S3. */
export interface AssetRow {
  /** `bucket/key` */
  readonly destination: string;
  /** A file, or a folder that the destination would hold as a zip. */
  readonly path: string;
}
