import type { Answer } from '../../src/http/answers.ts';
import { type HttpEvent, readRequest } from '../../src/http/request.ts';
import { answerRequest } from '../../src/http/routes.ts';
import { InMemoryTasks } from '../in-memory.ts';

/** The API over state in memory, called with events as API Gateway writes them. */
export class TestApi {
  readonly tasks = new InMemoryTasks();

  async call(method: string, path: string, options: Partial<HttpEvent> = {}): Promise<Answer> {
    const [rawPath = '', rawQueryString = ''] = path.split('?');
    const event: HttpEvent = { rawPath, rawQueryString, headers: {}, ...options, requestContext: { http: { method } } };
    return await answerRequest(readRequest(event), this.tasks.api);
  }

  async json(
    method: string,
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    return await this.call(method, path, {
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  /** Creates a task and gives its id. */
  async create(name = 'Wash', more: object = {}): Promise<string> {
    return JSON.parse((await this.json('POST', '/tasks', { name, ...more })).body).id;
  }
}
