import { type FlagRule, groupBy, momentText, named } from './types.ts';

/** The same file, byte for byte, as evidence of several problems. */
export const recycledPhoto: FlagRule<'recycled-photo'> = {
  code: 'recycled-photo',
  title: '同一照片或材料重复使用',
  advice: '打开各问题的佐证，看这份材料能否同时证明这几件事；照片要求重拍。',
  judge(problems) {
    const uses = problems.flatMap((problem) => problem.evidence.map((paper) => ({ problem, paper })));
    return groupBy(uses, ({ paper }) => paper.sha256).flatMap((same) => {
      const users = [...new Map(same.map(({ problem }) => [problem.id, problem])).values()];
      const paper = same[0]?.paper;
      if (users.length < 2 || paper === undefined) return [];
      const at = Math.max(...users.map((user) => user.rectifiedAt ?? user.registeredAt));
      return [
        {
          problems: named(users),
          at,
          why: `同一${paper.image ? '张照片' : '份材料'}“${paper.name}”被用作 ${users.length} 个问题的整改佐证，内容逐字节相同。`,
          figures: [
            { label: '文件', value: paper.name },
            { label: '使用次数', value: `${users.length} 个问题` },
            { label: '内容摘要', value: paper.sha256.slice(0, 16) },
            { label: '最近一次', value: momentText(at) },
          ],
        },
      ];
    });
  },
};
