import { AwsError } from '../../contract/aws-error.ts';
import type { SsmLookup } from '../parameters/resolve-parameters.ts';
import type { Api } from './fetch-reference.ts';

/** The version of CDK's bootstrap stack that the engine stands in for. */
const bootstrapVersion = '27';
const bootstrapParameter = /^\/cdk-bootstrap\/[^/]+\/version$/;

/** Finds SSM parameters. CDK's bootstrap version is known even when nothing was bootstrapped. */
export function ssmLookup(api: Api): SsmLookup {
  return async (names) => {
    const found = await Promise.all(names.map(async (name) => [name, await fetchParameter(name, api)] as const));
    return new Map(found.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
  };
}

async function fetchParameter(name: string, api: Api): Promise<string | undefined> {
  try {
    const { Parameter } = await api<{ readonly Parameter?: { readonly Value?: string } }>('ssm', 'GetParameter', {
      Name: name,
    });
    return Parameter?.Value;
  } catch (error) {
    if (bootstrapParameter.test(name)) return bootstrapVersion;
    if (error instanceof AwsError && error.code.startsWith('ParameterNotFound')) return undefined;
    throw error;
  }
}
