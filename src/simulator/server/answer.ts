/** What goes back to the client, in Harness's envelopes. */
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** What goes back to the client: a string or bytes as they are, anything else as JSON; or a stream that writes itself. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly stream?: (response: ServerResponse) => void;
}

export interface ResponseMessage {
  readonly code: string;
  readonly level: 'INFO' | 'ERROR';
  readonly message: string;
  readonly exception: null;
  readonly failureTypes: readonly string[];
}

/** Harness says no. Thrown by handlers, caught by the router. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(message: string, answer: Answer) {
    super(message);
    this.answer = answer;
  }
}

/** The envelope of every success: `{status: SUCCESS, data, metaData, correlationId}`. */
export function success(data: unknown): Answer {
  return { status: 200, body: { status: 'SUCCESS', data, metaData: null, correlationId: randomUUID() } };
}

/** One entry of `responseMessages`. */
export function responseMessage(code: string, message: string, failureTypes: readonly string[] = []): ResponseMessage {
  const level = code === 'HINT' || code === 'EXPLANATION' ? 'INFO' : 'ERROR';
  return { code, level, message, exception: null, failureTypes };
}

/** The error envelope of business errors (ErrorDTO). */
export function errorBody(
  code: string,
  message: string,
  more: readonly ResponseMessage[] = [],
): Record<string, unknown> {
  return {
    status: 'ERROR',
    code,
    message,
    correlationId: randomUUID(),
    detailedMessage: null,
    responseMessages: [...more, responseMessage(code, message)],
    metadata: null,
  };
}

/** The error envelope of malformed requests (FailureDTO). */
export function failureBody(code: string, message: string, fields: readonly string[] = []): Record<string, unknown> {
  const errors = fields.map((fieldId) => ({ fieldId, error: 'must not be null' }));
  return { status: 'FAILURE', code, message, correlationId: randomUUID(), errors };
}

/** A refusal with the envelope of business errors; an INVALID_REQUEST gets Harness's prefix. */
export function refusal(status: number, code: string, message: string): Refusal {
  const text = code === 'INVALID_REQUEST' ? `Invalid request: ${message}` : message;
  return new Refusal(text, { status, body: errorBody(code, text) });
}

/** A refusal of the new API under `/v1`: `{message, code, errors}`. */
export function refusalV1(status: number, code: string, message: string): Refusal {
  return new Refusal(message, { status, body: { message, code, errors: [] } });
}

/** A page such as a gateway sends instead of an answer of Harness. */
export function page(status: number, title: string): Answer {
  const body = `<!doctype html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return { status, body, type: 'text/html; charset=UTF-8' };
}

/** A page as the APIs of executions and pipelines have it. */
export function springPage(
  content: readonly object[],
  { page: number, size, total }: { page: number; size: number; total: number },
): object {
  const totalPages = Math.ceil(total / size);
  const sort = { sorted: true, unsorted: false, empty: false };
  const pageable = { sort, offset: number * size, pageNumber: number, pageSize: size, paged: true, unpaged: false };
  const ends = { first: number === 0, last: number >= totalPages - 1, empty: content.length === 0 };
  const counts = { totalElements: total, totalPages, size, number, numberOfElements: content.length };
  return { content, pageable, sort, ...counts, ...ends };
}

/** A page as the APIs of input sets, triggers, organizations and projects have it. */
export function itemPage(
  all: readonly object[],
  { pageIndex, pageSize }: { pageIndex: number; pageSize: number },
): object {
  const content = all.slice(pageIndex * pageSize, (pageIndex + 1) * pageSize);
  const totalPages = Math.ceil(all.length / pageSize);
  const counts = { totalPages, totalItems: all.length, pageItemCount: content.length, pageSize, pageIndex };
  return { ...counts, content, empty: content.length === 0 };
}
