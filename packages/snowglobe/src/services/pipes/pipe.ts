import { formatArn } from '../../contract/arn.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import type { Collection } from '../../contract/table.ts';
import { pipeNotFound } from './errors.ts';
import { type PipeRow, pipes } from './tables.ts';

type World = Pick<Globe, 'store'>;

export const pipeArn = (scope: Scope, name: string): string => formatArn('pipes', scope, `pipe/${name}`);

export const pipesOf = ({ store }: World, scope: Scope): Collection<PipeRow> => store.collection(pipes, scope);

export function requirePipe(globe: World, scope: Scope, name: string): PipeRow {
  const row = pipesOf(globe, scope).get(name);
  if (!row) throw pipeNotFound(name);
  return row;
}

/** As ListPipes shows it. */
export const shownPipe = (row: PipeRow) => ({
  Name: row.name,
  Arn: row.arn,
  DesiredState: row.desiredState,
  CurrentState: row.desiredState,
  CreationTime: new Date(row.createdAt),
  LastModifiedTime: new Date(row.modifiedAt),
  Source: row.source,
  Target: row.target,
  ...(row.enrichment !== undefined && { Enrichment: row.enrichment }),
});

/** What an operation answers that sets something going. */
export const changedPipe = <State extends string>(row: PipeRow, state: State) => ({
  Arn: row.arn,
  Name: row.name,
  DesiredState: row.desiredState,
  CurrentState: state,
  CreationTime: new Date(row.createdAt),
  LastModifiedTime: new Date(row.modifiedAt),
});
