import type { Service } from '../../contract/service.ts';

export const s3: Service = {
  id: 's3',
  tables: [],
  operations: {},
  access: {},
};
