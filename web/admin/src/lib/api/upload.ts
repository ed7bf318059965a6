import { ProblemError } from './problem';

interface UploadOptions {
  signal: AbortSignal;
  /** Bytes sent so far. */
  onProgress?: (sent: number) => void;
  /** Its media type; by default any bytes. */
  type?: string;
}

/** Sends a file as the body of a request. By XMLHttpRequest, since fetch does not say how far it is. */
export function upload<T>(path: string, file: Blob, { signal, onProgress, type = 'application/octet-stream' }: UploadOptions): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('X-Kartoteka-Request', '1');
    request.setRequestHeader('Content-Type', type);
    request.upload.onprogress = (event) => onProgress?.(event.loaded);
    request.onerror = () => reject(ProblemError.unreachable());
    request.onabort = () => reject(new DOMException('Stopped by the person.', 'AbortError'));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) return resolve(JSON.parse(request.responseText) as T);
      const retryAfter = request.getResponseHeader('Retry-After');
      void ProblemError.from(new Response(request.responseText, { status: request.status, headers: retryAfter ? { 'Retry-After': retryAfter } : {} })).then(reject);
    };
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
