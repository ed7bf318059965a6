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
export const api = createClient<paths>({ baseUrl: globalThis.location.origin, headers: ownRequest });
api.use(problems);

/** The body of an answer of {@link api}: `await body(api.GET('/api/sources'))`. */
export async function body<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}

export interface CallOptions {
  /** Parameters of the address; those undefined or null are left out, an array repeats its name. */
  query?: Record<string, string | number | boolean | readonly string[] | null | undefined>;
  /** Sent as JSON, or as it is when it is a file or a form. */
  body?: unknown;
  signal?: AbortSignal;
  /** Sends as a source instead of as the person who is signed in. */
  writeKey?: string;
}

/** The address of a call with its parameters, for links too. */
export function address(path: string, query: CallOptions['query'] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue;
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [value]) parameters.append(name, String(one));
  }
  return parameters.size > 0 ? `${path}?${parameters.toString()}` : path;
}

/** Calls a route whose answer the OpenAPI document does not describe; the caller names its type. An empty answer is undefined. */
export async function call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
  const raw = options.body instanceof Blob || options.body instanceof FormData;
  const headers: Record<string, string> = { ...ownRequest };
  if (options.body !== undefined && !raw) headers['Content-Type'] = 'application/json';
  if (options.writeKey !== undefined) headers.Authorization = `Basic ${btoa(`${options.writeKey}:`)}`;
  let answer: Response;
  try {
    answer = await fetch(address(path, options.query), {
      method,
      headers,
      body: options.body === undefined ? undefined : raw ? (options.body as BodyInit) : JSON.stringify(options.body),
      signal: options.signal,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw ProblemError.unreachable();
  }
  if (!answer.ok) return refuse(answer);
  const text = await answer.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}
