/**
 * The one script that is understood without a template engine: with several allowed origins the AWS CDK answers a preflight
 * request with the request's own origin when that is one of them. Gives those origins; undefined for any other template.
 */
export function preflightOrigins(template: string): readonly string[] | undefined {
  const [, head = '', condition = '', tail = ''] = form.exec(template) ?? [];
  if (compact(head) !== lookup || compact(tail) !== override) return undefined;
  return [...condition.matchAll(/"([^"]+)"/g)].map(([, origin = '']) => origin);
}

const form = /^(.*)\n#if\((\$origin == "[^"$#]+"(?: \|\| \$origin == "[^"$#]+")*)\)\s*(#set.*)$/s;

const compact = (text: string) => text.replace(/\s+/g, '');

const lookup = compact(`
  #set($origin = $input.params().header.get("Origin"))
  #if($origin == "") #set($origin = $input.params().header.get("origin")) #end`);

const override = compact('#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin) #end');
