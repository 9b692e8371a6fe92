import { type Evaluation, evaluate } from '../intrinsics/evaluate.ts';
import { isValueObject } from '../intrinsics/value.ts';
import type { Json } from '../json.ts';
import type { StackParameter } from '../parameters/resolve-parameters.ts';
import type { TemplateResource } from '../template/template.ts';
import { conformTo } from './stack-model.ts';

/** Parameters as people may see them. AWS: "Parameters", NoEcho. */
export function hideNoEcho(parameters: readonly StackParameter[]): readonly StackParameter[] {
  return parameters.map((parameter) =>
    parameter.noEcho
      ? { ...parameter, text: '****', ...(parameter.resolvedText && { resolvedText: '****' }) }
      : parameter,
  );
}

/** Properties as events show them: with `****` for what is not echoed, and dynamic references as the template has them. */
export function shownProperties(
  resource: TemplateResource,
  logicalId: string,
  hidden: Evaluation,
): Readonly<Record<string, Json>> {
  try {
    const evaluated = evaluate(resource.properties, hidden, ['Resources', logicalId, 'Properties']);
    const ignored = () => {};
    return conformTo(resource.type, isValueObject(evaluated) ? evaluated : {}, ignored) as Readonly<
      Record<string, Json>
    >;
  } catch {
    // A function that takes the value apart makes nothing of `****`: then nothing is shown.
    return {};
  }
}
