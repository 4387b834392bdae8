import { Readable } from 'node:stream';
import { addDays } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import { daysAgo } from '../../platform/days-ago.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { insertPaper } from '../papers/index.ts';
import { closeProblem, returnProblem } from './close-problem.ts';
import type { ProblemActResult } from './perform-act.ts';
import { pinProblem, recordProgress, reportRectified } from './rectify-problem.ts';
import type { RegisterResult } from './register-problem.ts';

/** How far a problem of the demonstration has come. */
export type Stage = 'registered' | 'rectifying' | 'overdue' | 'rectified' | 'returned' | 'closed';

/** A problem on its way. */
export interface Carrying {
  readonly tx: Tx;
  readonly deps: Deps;
  /** When it was put on the ledger and pinned. */
  readonly then: Deps;
  readonly people: { readonly officer: Actor; readonly reviewer: Actor; readonly leader: Actor };
  readonly id: string;
  readonly stage: Stage;
  readonly n: number;
  /** How many days ago it was reported rectified, and closed; within the last days where it does not say. */
  readonly ended?: { readonly rectified: number; readonly closed: number };
  /** What is handed in as evidence; a page of its own where it does not say. */
  readonly evidence?: EvidenceFile;
}

const lately = (n: number) => ({ rectified: 8 - (n % 3) * 3, closed: n % 2 });

/** Brings a registered problem to its stage, by the acts of its people; the version it has then. */
export async function carryProblem({
  tx,
  deps,
  then,
  people,
  id,
  stage,
  n,
  ended = lately(n),
  evidence,
}: Carrying): Promise<number> {
  let version = 1;
  if (stage === 'registered') return version;
  const done = (result: ProblemActResult) => {
    if (result.status !== 'done') throw new Error(`demonstration act refused: ${result.reason}`);
    version = result.version;
  };
  const by = (actor: Actor, at: Deps) => ({ tx, deps: at, actor, id, version });
  const { officer, reviewer, leader } = people;
  const late = stage === 'overdue';
  done(
    await pinProblem(by(officer, then), {
      task: '核清情况，依规处理并补办手续（演示）',
      responsible: `住房保障部门（${officer.name}）`,
      staff: officer.name,
      deadline: addDays(late ? then.clock.today() : deps.clock.today(), late ? 3 : 20 + (n % 3) * 5),
      reason: '',
    }),
  );
  done(await recordProgress(by(officer, then), { text: '已约谈住户并发出整改通知（演示）', paperIds: [] }));
  if (stage === 'overdue' || stage === 'rectifying') return version;
  const rectified = daysAgo(deps, ended.rectified);
  const paper = await demonstrationPaper(tx, rectified, officer, evidence);
  done(
    await reportRectified(by(officer, rectified), {
      text: '已按要求整改到位，材料附后（演示）',
      on: rectified.clock.today(),
      recoveredFen: null,
      paperIds: [paper],
    }),
  );
  if (stage === 'rectified') return version;
  if (stage === 'returned') {
    done(await returnProblem(by(leader, deps), '佐证材料不清楚，请补充现场照片（演示）'));
    return version;
  }
  done(await closeProblem(by(reviewer, daysAgo(deps, ended.closed)), '材料齐全，同意销号（演示）'));
  return version;
}

/** Throws where it was refused. */
export function idOf(result: RegisterResult): string {
  if (result.status === 'done') return result.id;
  throw new Error(`demonstration problem refused: ${result.reason}`);
}

/** One page that says what it is: the evidence of the demonstration. */
const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>endobj
4 0 obj<</Length 62>>stream
BT /F 18 Tf 72 760 Td (Demonstration: evidence of a case) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;

/** What is handed in as evidence. */
export interface EvidenceFile {
  readonly name: string;
  readonly type: 'application/pdf' | 'image/jpeg';
  readonly bytes: Buffer;
}

const pageOf = (id: string): EvidenceFile => ({
  name: '整改佐证（演示）.pdf',
  type: 'application/pdf',
  bytes: Buffer.from(`${PDF}% ${id}\n`),
});

/** A paper that `actor` may attach to what they do. */
export async function demonstrationPaper(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  file?: EvidenceFile,
): Promise<string> {
  const id = deps.ids();
  const { name, type, bytes } = file ?? pageOf(id);
  const stored = await deps.files.put(Readable.from([bytes]), { maxBytes: 1_000_000, types: [type] });
  await insertPaper(tx, {
    county: actor.county,
    id,
    region: actor.scope.padEnd(12, '0'),
    sha256: stored.sha256,
    name,
    type: stored.type,
    size: stored.size,
    by: actor.id,
    at: deps.clock.now(),
  });
  return id;
}
