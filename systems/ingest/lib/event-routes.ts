import { Duration } from 'aws-cdk-lib';
import { Archive, EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { detailTypes } from '../src/domain/kinds.ts';
import { eventSource } from '../src/emitter/event-entry.ts';

const pattern = { source: [eventSource], detailType: [...detailTypes] };

/** The bus of the system's events, with an archive of all of them. */
export class DataIngestBus extends EventBus {
  readonly archiveOfAll: Archive;

  constructor(scope: Construct, id: string, props: { readonly eventsArchived: Duration }) {
    super(scope, id, { eventBusName: `${scope.node.id}-DataIngestBus` });
    this.archiveOfAll = new Archive(this, 'AllEvents', {
      sourceEventBus: this,
      description: 'Ingest: every event of a new record',
      eventPattern: { source: [eventSource] },
      retention: props.eventsArchived,
    });
  }
}

export interface ResponseRuleProps {
  readonly bus: EventBus;
  readonly responder: IFunction;
  readonly deadLetters: IQueue;
}

/** Sends every event of a new record to the responder; what cannot be delivered becomes a dead letter. */
export class ResponseRule extends Construct {
  readonly rule: Rule;

  constructor(scope: Construct, id: string, props: ResponseRuleProps) {
    super(scope, id);
    this.rule = new Rule(this, 'Rule', {
      eventBus: props.bus,
      description: 'Ingest: new records to the responder',
      eventPattern: pattern,
      targets: [
        new LambdaFunction(props.responder, {
          deadLetterQueue: props.deadLetters,
          retryAttempts: 5,
          maxEventAge: Duration.hours(2),
        }),
      ],
    });
  }
}
