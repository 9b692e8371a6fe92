import type { Service } from '../../contract/service.ts';

export const dynamodbStreams: Service = {
  id: 'dynamodb-streams',
  arnService: 'dynamodb',
  tables: [],
  operations: {},
  access: {},
};
