import { sameJson } from '../json.ts';
import type { StackRow, Tag } from '../state/rows.ts';
import { readTemplate } from '../template/read-template.ts';
import type { StackModel } from './stack-model.ts';

/** Whether an update to the model would change nothing: same template, parameters and tags, and the stack is complete. */
export function isUnchanged(stack: StackRow, model: StackModel, tags: readonly Tag[]): boolean {
  if (!/^(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$/.test(stack.status)) return false;
  return (
    sameTemplate(stack.templateBody, model) &&
    sameJson(sorted(stack.parameters, 'name'), sorted(model.parameters, 'name')) &&
    sameJson(sorted(stack.tags, 'Key'), sorted(tags, 'Key'))
  );
}

function sameTemplate(text: string, { document }: StackModel): boolean {
  return text === document.text || sameJson(readTemplate(text).value, document.value);
}

function sorted<Item extends object>(items: readonly Item[], name: keyof Item): readonly Item[] {
  return [...items].sort((a, b) => (String(a[name]) < String(b[name]) ? -1 : 1));
}
