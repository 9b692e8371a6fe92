import type { Principal } from '../contract/principal.ts';
import { compileArnPattern } from './arn-pattern.ts';
import { type ConditionTest, compileCondition } from './compile-condition.ts';
import { compilePattern, type KeySource, type Pattern } from './glob.ts';
import { listOf, type OneOrMany, type PolicyDocument, type StatementElement } from './policy-document.ts';
import { compilePrincipal, type PrincipalMatch, type PrincipalTest } from './principal-match.ts';

/** A statement ready to be asked. */
export interface CompiledStatement {
  readonly effect: 'Allow' | 'Deny';
  /** The Sid, or the statement's place in the policy: `#2`. */
  readonly name: string;
  /** Its place in the policy, from 0. */
  readonly index: number;
  /** The services whose actions it can cover, in lower case; undefined: any. */
  readonly services?: ReadonlySet<string> | undefined;
  /** True when action, resource and condition fit; the action in lower case. */
  covers(action: string, resource: string, keys: KeySource): boolean;
  /** How the statement names the principal; undefined in identity policies, which name none. */
  readonly principal?: PrincipalTest;
}

export interface CompiledPolicy {
  readonly statements: readonly CompiledStatement[];
  /** The statements that can have a say about actions of a service (in lower case). */
  about(service: string): StatementsByEffect;
  readonly text: string;
}

export interface StatementsByEffect {
  readonly denying: readonly CompiledStatement[];
  readonly allowing: readonly CompiledStatement[];
}

type StatementCompiler = (statement: StatementElement, index: number, variables: boolean) => CompiledStatement;

/** Compiles a policy's JSON text; throws when the text is no policy. */
export function compilePolicy(text: string): CompiledPolicy {
  return compileWith(text, compileStatement);
}

function compileWith(text: string, compile: StatementCompiler): CompiledPolicy {
  const document = JSON.parse(text) as PolicyDocument;
  const variables = document.Version === '2012-10-17';
  const statements = listOf(document.Statement).map((statement, index) => compile(statement, index, variables));
  return policyOf(text, statements);
}

function policyOf(text: string, statements: readonly CompiledStatement[]): CompiledPolicy {
  const byService = new Map<string, StatementsByEffect>();
  return {
    text,
    statements,
    about(service) {
      let found = byService.get(service);
      if (!found) {
        const relevant = statements.filter((each) => each.services === undefined || each.services.has(service));
        found = {
          denying: relevant.filter(({ effect }) => effect === 'Deny'),
          allowing: relevant.filter(({ effect }) => effect === 'Allow'),
        };
        byService.set(service, found);
      }
      return found;
    },
  };
}

/** The services in an Action element; undefined when a wildcard stands for some. */
function servicesOf({ Action }: StatementElement): ReadonlySet<string> | undefined {
  const services = listOf(Action).map((action) => action.slice(0, action.indexOf(':')).toLowerCase());
  return Action === undefined || services.some((service) => service === '' || /[*?]/.test(service))
    ? undefined
    : new Set(services);
}

function compileStatement(statement: StatementElement, index: number, variables: boolean): CompiledStatement {
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') throw new Error('a statement allows or denies');
  if (statement.Action === undefined && statement.NotAction === undefined) throw new Error('a statement names actions');
  const action = compileEither(statement.Action, statement.NotAction, compileAction);
  const resource = compileEither(statement.Resource, statement.NotResource, (pattern) =>
    compileArnPattern(pattern, variables),
  );
  const condition: ConditionTest | undefined = compileCondition(statement.Condition, variables);
  const principal = compileStatementPrincipal(statement);
  return {
    effect: statement.Effect,
    name: statement.Sid ?? `#${index + 1}`,
    index,
    services: servicesOf(statement),
    covers: (actionName, resourceArn, keys) =>
      action(actionName, keys) && resource(resourceArn, keys) && (condition === undefined || condition(keys)),
    ...(principal && { principal }),
  };
}

/** Of a statement that cannot be read only a denial stays, and that denies whatever its readable parts name. */
const compileLeniently: StatementCompiler = (statement, index, variables) => {
  try {
    return compileStatement(statement, index, variables);
  } catch {
    const denies = (statement as StatementElement | null)?.Effect === 'Deny';
    return { effect: denies ? 'Deny' : 'Allow', name: `#${index + 1}`, index, covers: () => denies };
  }
};

/** `Action` or `NotAction`; trust policies have no resource element, which then covers everything. */
function compileEither(
  positive: OneOrMany<string> | undefined,
  negative: OneOrMany<string> | undefined,
  compile: (pattern: string) => Pattern,
): Pattern {
  const patterns = listOf(positive ?? negative).map(compile);
  if (positive === undefined && negative === undefined) return () => true;
  const [only] = patterns;
  const some: Pattern =
    patterns.length === 1 && only ? only : (text, keys) => patterns.some((pattern) => pattern(text, keys));
  return positive === undefined ? (text, keys) => !some(text, keys) : some;
}

function compileAction(pattern: string): Pattern {
  return compilePattern(pattern.toLowerCase(), { variables: false });
}

function compileStatementPrincipal(statement: StatementElement): PrincipalTest | undefined {
  if (statement.Principal !== undefined) return compilePrincipal(statement.Principal);
  if (statement.NotPrincipal === undefined) return undefined;
  const listed = compilePrincipal(statement.NotPrincipal);
  return (principal: Principal): PrincipalMatch => (listed(principal) === 'none' ? 'everyone' : 'none');
}

/** Compiles a policy that a service has stored: what cannot be read of it grants nothing, rather than failing every request. */
export function compileStoredPolicy(text: string): CompiledPolicy {
  try {
    return compileWith(text, compileLeniently);
  } catch {
    return policyOf(text, []);
  }
}

const rememberedPolicies = 1000;
const byText = new Map<string, CompiledPolicy>();

/** The same, remembering the policies that were compiled last: resource policies arrive as text with every request. */
export function compiledPolicy(text: string): CompiledPolicy {
  const known = byText.get(text);
  if (known) return known;
  const compiled = compileStoredPolicy(text);
  if (byText.size >= rememberedPolicies) {
    const oldest = byText.keys().next();
    if (!oldest.done) byText.delete(oldest.value);
  }
  byText.set(text, compiled);
  return compiled;
}
