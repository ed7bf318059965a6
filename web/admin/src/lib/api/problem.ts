/** A refusal of the server: problem details (RFC 9457), or that it could not be reached. */
export class ProblemError extends Error {
  override name = 'ProblemError';

  constructor(
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
    /** What stands behind `/problems/` in the problem's type, such as `sign-in-failed`. */
    readonly kind: string,
    /** The server's own words, in English; empty if it has none. */
    readonly detail: string,
    /** The field of the request that is wrong, if the server names one. */
    readonly field?: string,
    readonly traceId?: string,
    /** Seconds to wait before another try. */
    readonly retryAfterSeconds?: number,
    /** The whole problem, for those of its members that one kind has. */
    readonly body: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${status} ${kind}${detail && `: ${detail}`}`);
  }

  static unreachable(): ProblemError {
    return new ProblemError(0, 'unreachable', '');
  }

  static async from(answer: Response): Promise<ProblemError> {
    const body = parse(await answer.clone().text());
    const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '');
    const retryAfter = Number(answer.headers.get('Retry-After'));
    return new ProblemError(
      answer.status,
      text('type').replace(/^\/problems\//, '') || 'unexpected',
      text('detail'),
      text('field') || undefined,
      text('traceId') || undefined,
      retryAfter > 0 ? retryAfter : undefined,
      body,
    );
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {}; // A proxy's own page.
  }
}

/** True for a refusal of that kind, such as `locked-out`. */
export function isProblem(error: unknown, kind: string): error is ProblemError {
  return error instanceof ProblemError && error.kind === kind;
}
