/** `arn:aws:apigateway:REGION:[SUBDOMAIN.]SERVICE:path/...` or `...:action/NAME[&key=value...]`, taken apart. */
export interface AwsUri {
  readonly region: string;
  readonly service: string;
  readonly subdomain: string | undefined;
  readonly action: string | undefined;
  /** Percent-encoded. */
  readonly path: string;
  /** Without `?`. */
  readonly query: string;
}

const form = /^arn:[^:]+:apigateway:([^:]*):(?:([^:]+)\.)?([a-z0-9-]+):(path|action)\/(.*)$/s;

/** AWS: API Reference, PutIntegration, `uri`. Undefined for what is none. */
export function parseAwsUri(uri: string): AwsUri | undefined {
  const [, region = '', subdomain, service, kind, rest = ''] = form.exec(uri) ?? [];
  if (service === undefined) return undefined;
  if (kind === 'action') {
    const [action = '', ...pairs] = rest.split('&');
    return { region, service, subdomain, action, path: '/', query: pairs.join('&') };
  }
  const mark = rest.indexOf('?');
  const path = `/${mark < 0 ? rest : rest.slice(0, mark)}`;
  return { region, service, subdomain, action: undefined, path, query: mark < 0 ? '' : rest.slice(mark + 1) };
}
