import type { FastifyRequest } from 'fastify';
import type { Deps } from '../../platform/deps.ts';
import type { FileStore, StoredFile } from '../../platform/files/file-store.ts';
import { invalidInput } from '../../platform/problem.ts';
import { finishFile } from './finish-file.ts';

export interface Upload {
  readonly file: StoredFile;
  /** As shown: the last part of the sender's name, without control characters. */
  readonly fileName: string;
  readonly fields: Readonly<Record<string, string>>;
}

const NAME_LENGTH = 120;

/** The sender chooses the name; it is only ever shown, never a path. */
function shownName(name: string | undefined): string {
  // A part of a form may have no name at all, whatever the parser's types say.
  const last = (name ?? '').split(/[\\/]/).at(-1) ?? '';
  const clean = [...last.replace(/[\p{Cc}\p{Cf}]/gu, '').trim()].slice(-NAME_LENGTH).join('');
  return clean === '' ? '未命名文件' : clean;
}

/**
 * Streams the one file of a form into the store, collects its fields, in whatever order they come, and hands both to
 * `accept`. When that refuses, the file goes again: nothing would ever purge a register that no delivery names.
 * Throws Problem invalid-input where there is no file, the store's own problems and those of `accept`.
 */
export async function receiveUpload<T>(
  request: FastifyRequest,
  deps: Pick<Deps, 'db' | 'files'>,
  maxBytes: number,
  accept: (upload: Upload) => Promise<T>,
): Promise<T> {
  const stored: StoredFile[] = [];
  try {
    return await accept(await readForm(request, deps.files, maxBytes, stored));
  } catch (error) {
    // Why the delivery was refused is what the person must hear, also where the file can't be removed just now.
    for (const { sha256 } of stored) await finishFile(deps, sha256).catch(() => false);
    throw error;
  }
}

async function readForm(
  request: FastifyRequest,
  files: FileStore,
  maxBytes: number,
  stored: StoredFile[],
): Promise<Upload> {
  if (!request.isMultipart()) {
    throw invalidInput('没有收到文件。请以表单方式上传文件。', [{ path: 'file', message: '缺少文件' }]);
  }
  let received: { readonly file: StoredFile; readonly fileName: string } | null = null;
  const fields: Record<string, string> = {};
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      const file = await files.put(part.file, { maxBytes });
      stored.push(file);
      received = { file, fileName: shownName(part.filename) };
    } else if (typeof part.value === 'string') fields[part.fieldname] = part.value;
  }
  if (received === null) {
    throw invalidInput('没有收到文件。请选择要上传的文件。', [{ path: 'file', message: '缺少文件' }]);
  }
  return { ...received, fields };
}
