import { isSamePicture, pictureWords } from './same-picture.ts';
import {
  type Evidence,
  type FlagRule,
  groupBy,
  momentText,
  named,
  type Raised,
  type RectifiedProblem,
} from './types.ts';

interface Use {
  readonly problem: RectifiedProblem;
  readonly paper: Evidence;
}

/**
 * The same file, byte for byte, or the same picture saved anew, as evidence of several problems, or of one again after it
 * was sent back.
 */
export const recycledPhoto: FlagRule<'recycled-photo'> = {
  code: 'recycled-photo',
  title: '同一照片或材料重复使用',
  advice: '打开这些材料比对，看能否证明所说的整改；照片要求重拍。',
  everywhere: true,
  judge(problems) {
    const uses = problems.flatMap((problem) => problem.evidence.map((paper) => ({ problem, paper })));
    return sameOnes(uses).flatMap((same) => [
      ...usedForSeveral(same),
      ...groupBy(same, ({ problem }) => problem.id).flatMap(handedInAgain),
    ]);
  },
};

/** Uses of one file, with those of files that show its picture. */
function sameOnes(uses: readonly Use[]): readonly (readonly Use[])[] {
  const groups: { readonly words: readonly number[] | null; readonly uses: Use[] }[] = [];
  for (const file of groupBy(uses, ({ paper }) => paper.sha256)) {
    const picture = file.find(({ paper }) => paper.picture !== null)?.paper.picture ?? null;
    const words = picture === null ? null : pictureWords(picture);
    const alike =
      words === null
        ? undefined
        : groups.find((group) => group.words !== null && isSamePicture(group.words, words));
    if (alike === undefined) groups.push({ words, uses: [...file] });
    else alike.uses.push(...file);
  }
  return groups.map((group) => group.uses.toSorted((a, b) => a.paper.at - b.paper.at));
}

function usedForSeveral(same: readonly Use[]): readonly Raised[] {
  const users = [...new Map(same.map(({ problem }) => [problem.id, problem])).values()];
  const files = filesOf(same);
  const [paper, copy] = files;
  if (users.length < 2 || paper === undefined) return [];
  const at = Math.max(...same.map((use) => use.paper.at));
  const why =
    copy === undefined
      ? `同一${thing(paper)}“${paper.name}”被用作 ${users.length} 个问题的整改佐证，内容逐字节相同。`
      : `同一张照片另存、缩放或压缩后，被用作 ${users.length} 个问题的整改佐证：“${paper.name}”与“${copy.name}”等 ${files.length} 个文件画面相同。`;
  return [raised(users, same, { at, why, times: `${users.length} 个问题` })];
}

/** One problem's uses of one file or picture. */
function handedInAgain(uses: readonly Use[]): readonly Raised[] {
  const [first] = uses;
  if (first === undefined) return [];
  const { problem, paper } = first;
  const again = uses.find(
    (use) => use.paper.at > paper.at && problem.sentBackAt.some((at) => paper.at < at && at < use.paper.at),
  );
  if (again === undefined) return [];
  const why =
    again.paper.sha256 === paper.sha256
      ? `${problem.number} 退回后，交来的这${thing(paper)}“${again.paper.name}”与退回前的逐字节相同。`
      : `${problem.number} 退回后，交来的照片“${again.paper.name}”与退回前的“${paper.name}”画面相同，只是另存、缩放或压缩过。`;
  return [raised([problem], uses, { at: again.paper.at, why, times: `${uses.length} 次` })];
}

const thing = ({ image }: Evidence): string => (image ? '张照片' : '份材料');

const filesOf = (uses: readonly Use[]): readonly Evidence[] => [
  ...new Map(uses.map(({ paper }) => [paper.sha256, paper])).values(),
];

/** As many papers as are laid beside each other. */
const MOST_PAPERS = 6;

const raised = (
  users: readonly RectifiedProblem[],
  uses: readonly Use[],
  { at, why, times }: { readonly at: number; readonly why: string; readonly times: string },
): Raised => {
  const files = filesOf(uses);
  return {
    problems: named(users),
    papers: uses.slice(0, MOST_PAPERS).map(({ problem, paper }) => ({
      id: paper.id,
      name: paper.name,
      number: problem.number,
    })),
    at,
    why,
    figures: [
      { label: '文件', value: files.map(({ name }) => name).join('、') },
      { label: '使用次数', value: times },
      { label: '内容摘要', value: files.map(({ sha256 }) => sha256.slice(0, 16)).join('、') },
      { label: '最近一次', value: momentText(at) },
    ],
  };
};
