#!/usr/bin/env -S node --max-semi-space-size=64
// Comparisons make much that is soon forgotten: a larger nursery halves the collector's work.
// The sources are TypeScript and run as they are: nothing has to be built before the first command.
import { register } from 'tsx/esm/api';

register();
const { main } = await import('../src/cli/main.ts');
const { untilClosed } = await import('../src/cli/until-closed.ts');
untilClosed(process.stdout);
untilClosed(process.stderr);
process.exitCode = await main(process.argv.slice(2), { stdout: process.stdout, stderr: process.stderr });
