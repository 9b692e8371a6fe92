import { parseOperator } from './compile-condition.ts';
import { listOf, type PolicyDocument, type StatementElement } from './policy-document.ts';

/** What a policy is for decides which elements it may have. */
export type PolicyUse = 'identity' | 'trust';

/** What IAM says against a policy's text; undefined when it is well-formed. AWS: IAM User Guide, "IAM JSON policy reference". */
export function policyFault(text: string, use: PolicyUse): string | undefined {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return 'This policy contains invalid Json';
  }
  if (!isObject(document)) return syntaxErrors;
  return documentFault(document as unknown as PolicyDocument, use);
}

const syntaxErrors = 'Syntax errors in policy.';
const documentElements = new Set(['Version', 'Id', 'Statement']);
const statementElements = new Set(
  'Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition'.split(' '),
);

function documentFault(document: PolicyDocument, use: PolicyUse): string | undefined {
  if (Object.keys(document).some((name) => !documentElements.has(name))) return syntaxErrors;
  const { Version: version, Statement: statement } = document;
  if (version !== undefined && version !== '2012-10-17' && version !== '2008-10-17') return syntaxErrors;
  if (version !== '2012-10-17' && use === 'identity') {
    return 'Policy document must be version 2012-10-17 or greater.';
  }
  const statements = listOf(statement);
  if (statements.length === 0) return syntaxErrors;
  const ids = statements.map(({ Sid }) => Sid).filter((sid) => sid !== undefined && sid !== '');
  if (new Set(ids).size < ids.length) return 'Statement IDs (SID) in a single policy must be unique.';
  return firstFault(statements, (each) => statementFault(each, use));
}

function statementFault(statement: StatementElement, use: PolicyUse): string | undefined {
  if (!isObject(statement)) return syntaxErrors;
  if (Object.keys(statement).some((name) => !statementElements.has(name))) return syntaxErrors;
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') return syntaxErrors;
  if (statement.Action !== undefined && statement.NotAction !== undefined) return syntaxErrors;
  return actionFault(statement) ?? useFaults[use](statement) ?? conditionFault(statement);
}

function actionFault({ Action, NotAction }: StatementElement): string | undefined {
  const actions = listOf(Action ?? NotAction);
  if (actions.length === 0) return 'Policy statement must contain actions.';
  if (actions.some((action) => typeof action !== 'string')) return syntaxErrors;
  if (actions.some((action) => action !== '*' && !action.includes(':'))) {
    return 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
  }
  const bad = actions.find((action) => action !== '*' && !/^[A-Za-z0-9*?-]+:[A-Za-z0-9*?]+$/.test(action));
  return bad === undefined ? undefined : 'The policy failed legacy parsing';
}

const useFaults: Readonly<Record<PolicyUse, (statement: StatementElement) => string | undefined>> = {
  identity: (statement) => {
    if (statement.Principal !== undefined || statement.NotPrincipal !== undefined) {
      return 'Policy document should not specify a principal.';
    }
    return resourceFault(statement);
  },
  trust: (statement) => {
    if (statement.Resource !== undefined || statement.NotResource !== undefined) return 'Has prohibited field Resource';
    if (statement.Principal === undefined && statement.NotPrincipal === undefined) {
      return 'AssumeRolepolicy must contain principals.';
    }
    const foreign = listOf(statement.Action ?? statement.NotAction).some((action) => !/^(sts:|\*$)/i.test(action));
    return foreign ? 'AssumeRole policy may only specify STS AssumeRole actions.' : undefined;
  },
};

function resourceFault({ Resource, NotResource }: StatementElement): string | undefined {
  if (Resource !== undefined && NotResource !== undefined) return syntaxErrors;
  const resources = listOf(Resource ?? NotResource);
  if (resources.length === 0) return 'Policy statement must contain resources.';
  if (resources.some((resource) => typeof resource !== 'string')) return syntaxErrors;
  const bad = resources.find((resource) => resource !== '*' && !/^arn:[^:]+:/.test(resource));
  return bad === undefined ? undefined : `Resource ${bad} must be in ARN format or "*".`;
}

function conditionFault({ Condition }: StatementElement): string | undefined {
  if (Condition === undefined) return undefined;
  if (!isObject(Condition)) return syntaxErrors;
  for (const [operator, block] of Object.entries(Condition)) {
    if (!parseOperator(operator)) return `Invalid Condition type : ${operator}.`;
    if (!isObject(block)) return syntaxErrors;
    if (Object.keys(block).some((key) => !key.includes(':'))) {
      return 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
    }
  }
  return undefined;
}

function firstFault<Item>(items: readonly Item[], faultOf: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const fault = faultOf(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
