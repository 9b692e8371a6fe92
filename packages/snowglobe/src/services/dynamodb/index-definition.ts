import type { GlobalSecondaryIndex, LocalSecondaryIndex } from '@aws-sdk/client-dynamodb';
import type { IndexDefinition } from './tables.ts';

/** A requested index in the form in which tables keep it. */
export function indexDefinition(index: LocalSecondaryIndex | GlobalSecondaryIndex): IndexDefinition {
  const throughput = 'ProvisionedThroughput' in index ? index.ProvisionedThroughput : undefined;
  return {
    name: index.IndexName as string,
    keySchema: index.KeySchema ?? [],
    projection: index.Projection ?? { ProjectionType: 'ALL' },
    ...(throughput && { throughput }),
  };
}
