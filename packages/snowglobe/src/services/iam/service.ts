import { groups, instanceProfiles, keys, managedPolicies, roles, users } from '../../access/tables.ts';
import type { Service } from '../../contract/service.ts';
import { access } from './access.ts';
import { operations } from './operations.ts';

export const iam: Service = {
  id: 'iam',
  tables: [roles, users, groups, managedPolicies, instanceProfiles, keys],
  operations,
  access,
};
