import { CfnArchive, EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';

/** Where events of failed error handling go. All are archived, without an end; a replay feeds them back to who failed. */
export class FailedJobsEventBus extends EventBus {
  readonly archiveOfAll: CfnArchive;

  constructor(scope: Construct, id: string) {
    super(scope, id, { eventBusName: `${scope.node.id}-FailedJobsEventBus` });
    // The L2 construct names an empty key, which is one more thing to understand.
    this.archiveOfAll = new CfnArchive(this, 'AllEvents', {
      sourceArn: this.eventBusArn,
      description: 'Jobs: every failure that could not be recorded',
      retentionDays: 0,
    });
  }
}
