import type { ResourceType } from '../../../contract/resource-type.ts';
import { unlessMissing } from './tolerance.ts';

const conditions = ['EventSourceToken', 'FunctionUrlAuthType', 'PrincipalOrgID', 'SourceAccount', 'SourceArn'];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html */
export const permissionType: ResourceType = {
  type: 'AWS::Lambda::Permission',
  properties: {
    Action: true,
    FunctionName: true,
    Principal: true,
    ...Object.fromEntries(conditions.map((name) => [name, true])),
    InvokedViaFunctionUrl: { accepted: 'function URLs without authentication need no permission here' },
  },
  async create(properties, context) {
    const StatementId = context.physicalName({ maxLength: 100 });
    const given = conditions.filter((name) => properties[name] !== undefined).map((name) => [name, properties[name]]);
    const { FunctionName, Action, Principal } = properties;
    const input = { FunctionName, StatementId, Action, Principal, ...Object.fromEntries(given) };
    await context.api('lambda', 'AddPermission', input);
    return { physicalId: StatementId, attributes: { Id: StatementId } };
  },
  async delete(state, properties, context) {
    const { FunctionName } = properties;
    await context
      .api('lambda', 'RemovePermission', { FunctionName, StatementId: state.physicalId })
      .catch(unlessMissing);
  },
};
