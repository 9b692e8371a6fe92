import { NodeFunction } from '@snowglobe/constructs/node-function';
import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { acknowledgeKeyActions } from './keys.ts';

export interface JobFunctionProps {
  /** The file in src/functions, without its ending. */
  readonly code: string;
  readonly description: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Default: 15 seconds. */
  readonly timeout?: Duration;
  readonly removalPolicy: RemovalPolicy;
}

/** A function of this system. */
export class JobFunction extends NodeFunction {
  constructor(scope: Construct, id: string, { code, timeout, ...props }: JobFunctionProps) {
    super(scope, id, {
      ...props,
      entry: new URL(`../src/functions/${code}.ts`, import.meta.url),
      timeout: timeout ?? Duration.seconds(15),
    });
    if (this.role !== undefined) acknowledgeKeyActions(this.role);
  }
}

/** How often a change by optimistic locking is tried. */
export const lockAttempts = '10';
