import { inflateRawSync } from 'node:zlib';
import { err, ok, type Result } from '@anju/domain';
import type { Fault } from '../fault.ts';
import { boundParts, type ReadOptions } from './bound-parts.ts';

// An official form is a few kilobytes. These bounds stop archives made to exhaust memory before exceljs,
// which inflates everything at once, ever sees them.
const MOST_BYTES = 8 * 1024 * 1024;
const MOST_INFLATED = 24 * 1024 * 1024;
const MOST_PARTS = 200;

const refuse = (code: Fault['code'], message: string): Result<never, Fault> => err({ code, message });

/**
 * Refuses what is not a plain, moderate .xlsx: wrong type behind the name, encrypted, oversized once inflated,
 * or with a document type in its XML. Whoever uploads the file controls every byte of it. What may be read of the rest is given
 * back.
 */
export function guardArchive(bytes: Uint8Array): Result<ReadOptions, Fault> {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (data.length === 0) return refuse('file-empty', '文件是空的，请重新导出后再选。');
  if (data.length > MOST_BYTES)
    return refuse('file-too-large', '文件超过 8 MB，不是本系统的报表，请核对所选文件。');
  if (data.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) {
    return refuse('file-encrypted', '文件加了密码或是旧版 .xls，请去除密码并另存为 .xlsx 后再选。');
  }
  if (data.subarray(0, 2).toString('latin1') !== 'PK') {
    return refuse('file-not-xlsx', '文件不是 .xlsx 工作簿，请用表格软件另存为 .xlsx 后再选。');
  }
  try {
    return inspectParts(data);
  } catch (error) {
    if (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      return refuse('file-too-large', '文件展开后过大，不是本系统的报表，请核对所选文件。');
    }
    return refuse('file-damaged', '文件已损坏，无法打开，请重新导出或另存一份后再选。');
  }
}

function inspectParts(data: Buffer): Result<ReadOptions, Fault> {
  const end = data.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('no end of central directory');
  const count = data.readUInt16LE(end + 10);
  if (count > MOST_PARTS)
    return refuse('file-too-large', '文件内的部件过多，不是本系统的报表，请核对所选文件。');
  let at = data.readUInt32LE(end + 16);
  let left = MOST_INFLATED;
  const bound = boundParts();
  for (let part = 0; part < count; part += 1) {
    if (data.readUInt32LE(at) !== 0x02014b50) throw new Error('central directory');
    const method = data.readUInt16LE(at + 10);
    const packed = data.readUInt32LE(at + 20);
    const local = data.readUInt32LE(at + 42);
    const start = local + 30 + data.readUInt16LE(local + 26) + data.readUInt16LE(local + 28);
    const body = data.subarray(start, start + packed);
    const text = method === 0 ? body : inflateRawSync(body, { maxOutputLength: Math.max(left, 1) });
    left -= text.length;
    if (left < 0) return refuse('file-too-large', '文件展开后过大，不是本系统的报表，请核对所选文件。');
    // Also in UTF-16: no part of a workbook has a document type, so none is needed for good.
    if (text.includes('<!DOCTYPE') || text.includes(Buffer.from('<!DOCTYPE', 'utf16le'))) {
      return refuse('file-hostile', '文件内含外部定义，可能有害，未予读取；请重新填写空白表。');
    }
    const fault = bound.faultOf(text.toString('utf8'));
    if (fault !== null) return err(fault);
    at += 46 + data.readUInt16LE(at + 28) + data.readUInt16LE(at + 30) + data.readUInt16LE(at + 32);
  }
  return ok(bound.readOptions());
}
