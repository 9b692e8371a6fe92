import { queueEncryption } from '@snowglobe/constructs/dead-letter-queue';
import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { Archive, EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
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

export interface ResponseRouteProps {
  readonly bus: EventBus;
  readonly deadLetters: IQueue;
  readonly key: IKey;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * Brings every event of a new record to the responder, by a queue that gathers them: the responder takes hundreds at a time.
 * What cannot be delivered, or fails five times, becomes a dead letter.
 */
export class ResponseRoute extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { bus, deadLetters, key, removalPolicy }: ResponseRouteProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Events', {
      ...queueEncryption(key),
      enforceSSL: true,
      removalPolicy,
      visibilityTimeout: Duration.minutes(3),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
    });
    new Rule(this, 'Rule', {
      eventBus: bus,
      description: 'Ingest: new records to the responder',
      eventPattern: pattern,
      targets: [
        new SqsQueue(this.queue, { deadLetterQueue: deadLetters, retryAttempts: 5, maxEventAge: Duration.hours(2) }),
      ],
    });
  }
}
