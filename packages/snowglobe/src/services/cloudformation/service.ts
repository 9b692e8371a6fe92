import type { Service } from '../../contract/service.ts';
import { abandonOperations } from '../../stacks/engine/running-operations.ts';
import { cdkMetadata } from '../../stacks/resource-types/cdk-metadata.ts';
import { customResource } from '../../stacks/resource-types/custom-resource.ts';
import { nestedStack } from '../../stacks/resource-types/nested-stack.ts';
import { waitConditionHandle } from '../../stacks/resource-types/wait-condition-handle.ts';
import { assetsTable, changeSetsTable, eventsTable, resourcesTable, stacksTable } from '../../stacks/state/tables.ts';
import { access } from './access.ts';
import { customResourceDoor } from './custom-resource-door.ts';
import { cancelUpdateStack } from './operations/cancel-update-stack.ts';
import { continueUpdateRollback } from './operations/continue-update-rollback.ts';
import { createChangeSet } from './operations/create-change-set.ts';
import { createStack } from './operations/create-stack.ts';
import { deleteChangeSet } from './operations/delete-change-set.ts';
import { deleteStack } from './operations/delete-stack.ts';
import { describeChangeSet } from './operations/describe-change-set.ts';
import { describeStackEvents } from './operations/describe-stack-events.ts';
import { describeStackResource } from './operations/describe-stack-resource.ts';
import { describeStackResources } from './operations/describe-stack-resources.ts';
import { describeStacks } from './operations/describe-stacks.ts';
import { executeChangeSet } from './operations/execute-change-set.ts';
import { getStackPolicy } from './operations/get-stack-policy.ts';
import { getTemplate } from './operations/get-template.ts';
import { getTemplateSummary } from './operations/get-template-summary.ts';
import { listChangeSets } from './operations/list-change-sets.ts';
import { listExports } from './operations/list-exports.ts';
import { listImports } from './operations/list-imports.ts';
import { listStackResources } from './operations/list-stack-resources.ts';
import { listStacks } from './operations/list-stacks.ts';
import { rollbackStack } from './operations/rollback-stack.ts';
import { setStackPolicy } from './operations/set-stack-policy.ts';
import { updateStack } from './operations/update-stack.ts';
import { updateTerminationProtection } from './operations/update-termination-protection.ts';
import { validateTemplate } from './operations/validate-template.ts';
import { failInterrupted } from './resume.ts';

export const cloudformation: Service = {
  id: 'cloudformation',
  // The stack engine owns and writes these; the service shows them.
  tables: [assetsTable, changeSetsTable, eventsTable, resourcesTable, stacksTable],
  operations: {
    CancelUpdateStack: cancelUpdateStack,
    ContinueUpdateRollback: continueUpdateRollback,
    CreateChangeSet: createChangeSet,
    CreateStack: createStack,
    DeleteChangeSet: deleteChangeSet,
    DeleteStack: deleteStack,
    DescribeChangeSet: describeChangeSet,
    DescribeStackEvents: describeStackEvents,
    DescribeStackResource: describeStackResource,
    DescribeStackResources: describeStackResources,
    DescribeStacks: describeStacks,
    ExecuteChangeSet: executeChangeSet,
    GetStackPolicy: getStackPolicy,
    GetTemplateSummary: getTemplateSummary,
    GetTemplate: getTemplate,
    ListChangeSets: listChangeSets,
    ListExports: listExports,
    ListImports: listImports,
    ListStackResources: listStackResources,
    ListStacks: listStacks,
    RollbackStack: rollbackStack,
    SetStackPolicy: setStackPolicy,
    UpdateStack: updateStack,
    UpdateTerminationProtection: updateTerminationProtection,
    ValidateTemplate: validateTemplate,
  },
  access,
  resourceTypes: [cdkMetadata, customResource, nestedStack, waitConditionHandle],
  dataPlane: customResourceDoor,
  resume: failInterrupted,
  reset: async (globe) => {
    abandonOperations(globe);
    return () => {};
  },
};
