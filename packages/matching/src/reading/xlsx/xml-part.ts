import type { Readable } from 'node:stream';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { Checkpoint } from '../limits.ts';
import { ReadFailure } from '../read-fault.ts';
import { damaged } from './zip.ts';

export interface XmlHandlers {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/** A part of a workbook has no document type: one is there only to define entities that grow. */
export function refuseDoctype(): never {
  throw new ReadFailure(
    'hostile',
    '文件的 XML 里带有实体定义（DOCTYPE），可能有害，已拒绝读取。请用 Excel 打开原文件另存为新的 xlsx',
  );
}

/** Prefixes differ between writers: x:row is a row. */
export function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

/** Parses a streamed part, yielding after each piece with the bytes read so far, so that the caller can empty its buffers. */
export async function* parseXml(
  source: Readable | AsyncIterable<string>,
  handlers: XmlHandlers,
  checkpoint: Checkpoint,
): AsyncGenerator<number, void, undefined> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let failure: unknown = null;
  parser.on('error', () => {
    failure ??= damaged();
  });
  parser.on('doctype', refuseDoctype);
  parser.on('opentag', (tag: SaxesTagPlain) => handlers.open(localName(tag.name), tag.attributes));
  const { close, text } = handlers;
  if (close !== undefined) parser.on('closetag', (tag: SaxesTagPlain) => close(localName(tag.name)));
  if (text !== undefined) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  let bytes = 0;
  try {
    for await (const chunk of source) {
      checkpoint();
      const text = typeof chunk === 'string' ? chunk : decodePiece(decoder, chunk);
      bytes += chunk.length;
      parser.write(text);
      if (failure !== null) throw failure;
      yield bytes;
    }
    parser.close();
    if (failure !== null) throw failure;
  } catch (error) {
    if (error instanceof ReadFailure) throw error;
    // What zlib, yauzl and the decoder say of a broken part is of no use to an officer.
    checkpoint();
    throw isOfTheFile(error) ? damaged() : error;
  } finally {
    if ('destroy' in source) source.destroy();
  }
}

function decodePiece(decoder: InstanceType<typeof TextDecoder>, chunk: Uint8Array): string {
  return decoder.decode(chunk, { stream: true });
}

function isOfTheFile(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    code.startsWith('Z_') ||
    code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ||
    /byte|zip|deflate|crc|size/iu.test(error.message)
  );
}

/** Parses a small part whole. */
export async function parseWhole(
  stream: Readable,
  handlers: XmlHandlers,
  checkpoint: Checkpoint,
): Promise<void> {
  for await (const _ of parseXml(stream, handlers, checkpoint)) {
    // The handlers have done the work.
  }
}
