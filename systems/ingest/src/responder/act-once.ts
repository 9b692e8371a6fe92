import { randomUUID } from 'node:crypto';
import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ActOnce, BusEvent } from './respond.ts';

export interface ActOnceOptions {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** How long an event is remembered: longer than the archive keeps it. */
  readonly rememberedSeconds: number;
  readonly act: (event: BusEvent) => Promise<void>;
}

/** Remembers, by its id, each event that was acted on. The id is the record's own, which a replay does not change. */
export function actOnce(options: ActOnceOptions): ActOnce {
  const once = makeIdempotent(
    async (event: BusEvent, turn: string) => {
      await options.act(event);
      return { turn };
    },
    {
      persistenceStore: new DynamoDBPersistenceLayer({ tableName: options.tableName, awsSdkV3Client: options.client }),
      config: new IdempotencyConfig({
        eventKeyJmesPath: 'detail.metadata.id',
        throwOnNoIdempotencyKey: true,
        expiresAfterSeconds: options.rememberedSeconds,
      }),
      keyPrefix: 'event-responder',
    },
  );
  // The stored answer names the turn that acted: whoever gets another's turn came later.
  return async (event) => {
    const turn = randomUUID();
    return (await once(event, turn)).turn === turn;
  };
}
