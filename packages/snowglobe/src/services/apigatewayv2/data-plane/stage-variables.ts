import type { StageRow } from '../tables.ts';

/** Replaces `${stageVariables.name}`. */
export function withStageVariables(text: string, { variables }: StageRow): string {
  return text.replace(/\$\{stageVariables\.([A-Za-z0-9_]+)\}/g, (_all, name: string) => variables[name] ?? '');
}
