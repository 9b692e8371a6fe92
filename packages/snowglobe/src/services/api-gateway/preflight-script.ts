/**
 * The one script that is understood without a template engine: with several allowed origins the AWS CDK answers a preflight
 * request with the request's own origin when that is one of them. Gives those origins; undefined for any other template.
 */
export function preflightOrigins(template: string): readonly string[] | undefined {
  const [head, condition, tail] = template.split(/\n#if\((?=\$origin (?:==|\.matches))|\)\n {2}(?=#set\(\$context)/);
  if (head === undefined || condition === undefined || tail === undefined) return undefined;
  if (compact(head) !== lookup || compact(tail) !== override) return undefined;
  const origins = condition.split(' || ').map((each) => /^\$origin == "([^"$#]+)"$/.exec(each)?.[1]);
  return origins.every((origin) => origin !== undefined) ? origins : undefined;
}

const compact = (text: string) => text.replace(/\s+/g, '');

const lookup = compact(`
  #set($origin = $input.params().header.get("Origin"))
  #if($origin == "") #set($origin = $input.params().header.get("origin")) #end`);

const override = compact('#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin) #end');
