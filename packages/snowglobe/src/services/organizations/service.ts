import {
  organizationAccounts,
  organizationalUnits,
  organizationHandshakes,
  organizationPolicies,
  organizations as organizationTable,
} from '../../access/organization-tables.ts';
import type { Service } from '../../contract/service.ts';
import { access } from './access.ts';
import { operations } from './operations.ts';

export const organizations: Service = {
  id: 'organizations',
  tables: [organizationTable, organizationAccounts, organizationalUnits, organizationPolicies, organizationHandshakes],
  operations,
  access,
};
