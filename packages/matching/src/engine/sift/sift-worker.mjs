// @ts-check
import { parentPort } from 'node:worker_threads';
import { siftPart } from './sift-part.mjs';

parentPort?.on('message', (part) => parentPort?.postMessage(siftPart(part)));
