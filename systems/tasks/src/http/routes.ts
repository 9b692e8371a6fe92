import type { TaskVersion } from '../domain/task-version.ts';
import { viewOf } from '../domain/task-view.ts';
import { isUlid } from '../domain/ulids.ts';
import { type Answer, ClientError, json, text } from './answers.ts';
import { readPageRequest } from './paging.ts';
import { expectedVersionOf, type HttpRequest, jsonObject, onceKeyOf } from './request.ts';
import { type CommandContext, handleCommand } from './task-commands.ts';
import { createCommand, updateCommand } from './task-fields.ts';
import { findTask, listTasks, type QueryContext, searchTasks } from './task-queries.ts';

export type ApiContext = CommandContext & QueryContext;

type Handler = (request: HttpRequest, taskId: string, context: ApiContext) => Promise<Answer>;

interface Route {
  readonly path: RegExp;
  readonly methods: Readonly<Record<string, Handler>>;
}

const createTask: Handler = async (request, _taskId, context) => {
  const command = createCommand(jsonObject(request));
  return await handleCommand(
    {
      taskId: context.nextUlid(),
      command,
      once: onceKeyOf(request),
      answer: (version) => json(201, viewOf(version), { location: `/tasks/${version.task.id}`, ...etag(version) }),
    },
    context,
  );
};

const getTask: Handler = async (_request, taskId, context) => {
  const version = await findTask(taskId, context);
  if (version === undefined) throw new ClientError(404, 'Task not found');
  return showTask(version);
};

const getTasks: Handler = async (request, _taskId, context) => {
  const page = readPageRequest(request.query);
  const query = request.query.get('query');
  return json(200, query === null ? await listTasks(page, context) : await searchTasks(query, page, context));
};

const updateTask: Handler = async (request, taskId, context) => {
  const command = updateCommand(jsonObject(request));
  return await handleCommand({ taskId, command, ...conditionsOf(request), answer: showTask }, context);
};

const deleteTask: Handler = async (request, taskId, context) =>
  await handleCommand(
    { taskId, command: { kind: 'delete' }, ...conditionsOf(request), answer: () => text(200, 'Task deleted') },
    context,
  );

const routes: readonly Route[] = [
  { path: /^\/tasks$/, methods: { GET: getTasks, POST: createTask } },
  { path: /^\/tasks\/([^/]+)$/, methods: { DELETE: deleteTask, GET: getTask, PATCH: updateTask } },
];

/** Answers a request; a client's mistake is answered, anything else is thrown. */
export async function answerRequest(request: HttpRequest, context: ApiContext): Promise<Answer> {
  try {
    return await dispatch(request, context);
  } catch (error) {
    if (error instanceof ClientError) return error.answer;
    throw error;
  }
}

async function dispatch(request: HttpRequest, context: ApiContext): Promise<Answer> {
  for (const { path, methods } of routes) {
    const match = path.exec(request.path);
    if (match === null) continue;
    const handler = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined;
    if (handler === undefined) throw methodNotAllowed(Object.keys(methods));
    const taskId = match[1] ?? '';
    if (match.length > 1 && !isUlid(taskId)) throw new ClientError(404, 'Task not found');
    return await handler(request, taskId, context);
  }
  throw new ClientError(404, 'Not found');
}

function methodNotAllowed(allowed: readonly string[]): ClientError {
  return new ClientError(405, 'Method not allowed', { allow: allowed.join(', ') });
}

function conditionsOf(request: HttpRequest) {
  return { once: onceKeyOf(request), expectedVersion: expectedVersionOf(request) };
}

function showTask(version: TaskVersion): Answer {
  return json(200, viewOf(version), etag(version));
}

function etag(version: TaskVersion): Readonly<Record<string, string>> {
  return { etag: `"${version.sequence}"` };
}
