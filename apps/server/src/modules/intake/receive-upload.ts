import type { FastifyRequest } from 'fastify';
import type { FileStore, StoredFile } from '../../platform/files/file-store.ts';
import { invalidInput } from '../../platform/problem.ts';

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
 * Streams the one file of a form into the store and collects its fields, in whatever order they come.
 * Throws Problem invalid-input where there is no file, and the store's own problems.
 */
export async function receiveUpload(
  request: FastifyRequest,
  files: FileStore,
  maxBytes: number,
): Promise<Upload> {
  if (!request.isMultipart()) {
    throw invalidInput('没有收到文件。请以表单方式上传文件。', [{ path: 'file', message: '缺少文件' }]);
  }
  let received: { readonly file: StoredFile; readonly fileName: string } | null = null;
  const fields: Record<string, string> = {};
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      received = { file: await files.put(part.file, { maxBytes }), fileName: shownName(part.filename) };
    } else if (typeof part.value === 'string') fields[part.fieldname] = part.value;
  }
  if (received === null) {
    throw invalidInput('没有收到文件。请选择要上传的文件。', [{ path: 'file', message: '缺少文件' }]);
  }
  return { ...received, fields };
}
