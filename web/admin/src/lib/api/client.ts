import createClient, { type Middleware } from 'openapi-fetch';
import { ProblemError } from './problem';
import type { paths } from './schema';

type SignedOutListener = () => void;
const signedOutListeners = new Set<SignedOutListener>();

/** Calls `listener` whenever the server no longer knows who asks. */
export function onSignedOut(listener: SignedOutListener): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

// A form on another site cannot set a header, so the server takes this one as proof that the request is ours.
const ownRequest = { 'X-Kartoteka-Request': '1' } as const;

async function refuse(answer: Response): Promise<never> {
  const problem = await ProblemError.from(answer);
  // A refused password is 401 too, and no end of a session.
  if (answer.status === 401 && (problem.kind === 'token-needed' || problem.kind === 'session-needed')) signedOutListeners.forEach((listener) => listener());
  throw problem;
}

const problems: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) await refuse(response);
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === 'AbortError') return error;
    return ProblemError.unreachable();
  },
};

/** The server's API, typed by its OpenAPI document. Any refusal is thrown as {@link ProblemError}. */
export const api = createClient<paths>({
  baseUrl: globalThis.location.origin,
  headers: ownRequest,
  // Looked up at each call, so that a test can stand in for the server.
  fetch: (request) => globalThis.fetch(request),
});
api.use(problems);

/** The body of an answer of {@link api}: `await body(api.GET('/api/sources'))`. */
export async function body<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}

/** The address of a route with its parameters, for links. Those undefined or null are left out, an array repeats its name. */
export function address(path: string, query: Record<string, string | number | boolean | readonly string[] | null | undefined>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue;
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [value]) parameters.append(name, String(one));
  }
  return parameters.size > 0 ? `${path}?${parameters.toString()}` : path;
}

interface CallOptions {
  signal?: AbortSignal;
  /** Sends as a source instead of as the person who is signed in. */
  writeKey?: string;
  method?: 'POST' | 'PUT' | 'DELETE';
}

/** Posts to a route whose answer {@link api} has no type for (the ingest protocol, a dry run that answers unlike what it tries); the caller names it. */
export async function call<T>(path: string, body: unknown, { signal, writeKey, method = 'POST' }: CallOptions = {}): Promise<T> {
  const headers: Record<string, string> = { ...ownRequest, 'Content-Type': 'application/json' };
  if (writeKey !== undefined) headers.Authorization = `Basic ${btoa(`${writeKey}:`)}`;
  return ask<T>(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal });
}

/** Reads what stands under an address with its query: where the query is the person's own link, such as a report's. The caller names the type. */
export const read = <T>(path: string, signal?: AbortSignal): Promise<T> => ask<T>(path, { headers: ownRequest, signal });

async function ask<T>(path: string, request: RequestInit): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(path, request);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw ProblemError.unreachable();
  }
  if (!answer.ok) return refuse(answer);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}
