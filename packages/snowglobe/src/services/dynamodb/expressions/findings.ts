import type { AwsError } from '../../../contract/aws-error.ts';
import { validation } from '../errors.ts';

export type ExpressionKind =
  | 'ConditionExpression'
  | 'FilterExpression'
  | 'KeyConditionExpression'
  | 'ProjectionExpression'
  | 'UpdateExpression';

/** The order in which DynamoDB looks for mistakes: an earlier kind anywhere hides a later kind. Conditions know the first four only. */
const order = [
  'parentheses',
  'functionName',
  'functionUse',
  'reservedWord',
  'section',
  'undefinedName',
  'undefinedValue',
  'overlap',
  'conflict',
  'actionType',
  'operandCount',
  'operandType',
  'documentPath',
] as const;

export type FindingKind = (typeof order)[number];

/** Mistakes found in one expression. */
export class Findings {
  private readonly kind: ExpressionKind;
  private readonly byKind: Map<FindingKind, string>;

  /** Starts with what was found before. */
  constructor(kind: ExpressionKind, before?: Findings) {
    this.kind = kind;
    this.byKind = new Map(before?.byKind);
  }

  /** Notes a mistake; of several of one kind the first is told. */
  add(kind: FindingKind, message: string): void {
    if (!this.byKind.has(kind)) this.byKind.set(kind, message);
  }

  /** Throws the mistake that DynamoDB would tell. */
  raise(): void {
    if (this.byKind.size === 0) return;
    for (const kind of order) {
      const message = this.byKind.get(kind);
      if (message !== undefined) throw expressionError(this.kind, message);
    }
  }
}

export function expressionError(kind: ExpressionKind, message: string): AwsError {
  return validation(`Invalid ${kind}: ${message}`);
}
