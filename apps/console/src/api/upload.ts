import { problemFrom, unreachable } from './problem.ts';

interface Upload {
  readonly url: string;
  readonly file: File;
  readonly fields?: Readonly<Record<string, string>>;
  /** Called with the share sent so far, 0…1. */
  readonly onSent?: (share: number) => void;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function textField(body: unknown, key: string): string {
  if (typeof body !== 'object' || body === null) return '';
  const found = Object.entries(body).find(([name]) => name === key)?.[1];
  return typeof found === 'string' ? found : '';
}

/**
 * Sends a file as multipart and answers the id that the server gave it. XMLHttpRequest, because fetch reports no
 * progress and a register may have 2 GB. Fields go before the file: the server reads the stream in order.
 */
export function uploadFile({ url, file, fields = {}, onSent }: Upload): Promise<{ id: string }> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.upload.onprogress = (event) => onSent?.(event.total > 0 ? event.loaded / event.total : 0);
    request.onerror = () => reject(unreachable());
    request.onload = () => {
      const body = readJson(request.responseText);
      const id = textField(body, 'id');
      if (request.status >= 200 && request.status < 300 && id !== '') resolve({ id });
      else reject(problemFrom(request.status, body));
    };
    request.send(form);
  });
}
