import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXAMPLE_FIGURES, exampleStageReport } from '../testing/example-stage.ts';
import { linesOf, partsOf } from '../testing/paper-text.ts';
import { draftStageReport } from './stage-report.ts';
import { chineseNumeral, perMille, printDay, printRate } from './words.ts';
import { writePaper } from './write-paper.ts';

const textOf = async (over: Parameters<typeof exampleStageReport>[0] = {}) =>
  (await linesOf(await writePaper(draftStageReport(exampleStageReport(over))))).join('\n');

describe('a stage report', () => {
  it('reads from title to copies as an official paper', async () => {
    const lines = await linesOf(await writePaper(draftStageReport(exampleStageReport())));
    expect(lines.slice(0, 3)).toEqual([
      '示例县公租房分配管理专项整治',
      '第一次阶段性总结',
      '示例州住房和城乡建设局：',
    ]);
    expect(lines.filter((line) => /^[一二三四五六]、/.test(line))).toEqual([
      '一、总体进展',
      '二、主要做法',
      '三、执纪问责与通报曝光',
      '四、典型案例',
      '五、尚未整改到位的问题',
      '六、下一步工作',
    ]);
    expect(lines.slice(-3)).toEqual(['示例县住房和城乡建设局', '2026年7月24日', '抄送：示例县纪委监委。']);
  });

  it('says what was found and closed, in all, by category and by town', async () => {
    const text = await textOf();
    expect(text).toContain(
      '共发现问题40个（其中由线索转入12个、由数据比对转入8个），已销号25个，整改率62.5%，尚未销号15个。',
    );
    expect(text).toContain('违规租住、转租、转借方面\n30\n15\n15\n50.0%');
    expect(text).toContain('示例第二镇\n15\n5\n10\n33.3%');
    expect(text).toContain('合计\n40\n25\n15\n62.5%');
    expect(text).toContain('涉及资金12.35万元，已追回5.00万元');
  });

  it('gives no rate where nothing was found', async () => {
    expect(await textOf()).toContain('其他方面\n0\n0\n0\n—');
    const nothing = { ...EXAMPLE_FIGURES, found: 0, closed: 0, overdue: 0, notPinned: 0, oldest: [] };
    const text = await textOf({ figures: nothing });
    expect(text).toContain('台账内没有发现的问题，不计整改率。');
    expect(text).not.toContain('全部销号');
  });

  it('says why it compares nothing, instead of inventing a last stage', async () => {
    expect(await textOf()).toContain('没有上一阶段的数据可比');
    expect(await textOf({ earlier: { status: 'not-kept', title: '第一次阶段性总结' } })).toContain(
      '上一阶段（第一次阶段性总结）上报时没有在系统中留存数据，无法比较。',
    );
  });

  it('compares with the figures that were sent last time', async () => {
    const before = { ...EXAMPLE_FIGURES, until: '2026-06-25', found: 30, closed: 6, overdue: 4 };
    const text = await textOf({
      earlier: { status: 'sent', title: '第一次阶段性总结', figures: before },
      title: '第二次阶段性总结',
    });
    expect(text).toContain(
      '与第一次阶段性总结（截至2026年6月25日）相比，发现问题增加10个，销号增加19个，整改率提高42.5个百分点。',
    );
    expect(text).toContain('逾期未销号（个）\n4\n4\n持平');
    expect(text).toContain('整改率\n20.0%\n62.5%\n提高42.5个百分点');
  });

  it('shows of an open problem that it has no deadline and nobody responsible', async () => {
    expect(await textOf()).toContain('2026-06-04\n未落实\n未落实');
  });

  it('names the problems without 五落实, and says where there are more', async () => {
    const text = (notPinned: number) => textOf({ figures: { ...EXAMPLE_FIGURES, notPinned } });
    expect(await text(2)).toContain('没有五落实的是：问题〔2026〕5号、问题〔2026〕9号。');
    expect(await text(3)).toContain('问题〔2026〕9号等。');
  });

  it('names what the plan still asks for', async () => {
    expect(await textOf()).toContain('2. 2026年11月25日前，报送专项报告。');
    expect(await textOf({ demands: [] })).toContain('方案规定的时间节点已全部经过。');
  });

  it('is the same file from the same figures, with no moment and no name in it', async () => {
    const write = () => writePaper(draftStageReport(exampleStageReport()));
    const [first, second] = [await write(), await write()];
    expect(Buffer.compare(first, second)).toBe(0);
    const parts = await partsOf(first);
    expect(parts.get('docProps/core.xml')).toContain('2026-07-24T00:00:00Z');
    expect(parts.get('docProps/core.xml')).not.toMatch(/Un-named|202[0-9]-(?!07-24)/);
  });

  it('has the page of GB/T 9704: A4, margins, exact lines, the faces by name', async () => {
    const parts = await partsOf(await writePaper(draftStageReport(exampleStageReport())));
    const document = parts.get('word/document.xml') ?? '';
    expect(document).toContain('<w:pgSz w:w="11906" w:h="16838"');
    expect(document).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(document).toContain('w:line="579" w:lineRule="exact"');
    expect(document).toContain('w:eastAsia="方正小标宋简体"');
    expect(document).toContain('<w:sz w:val="44"/>');
    expect(parts.get('word/fontTable.xml')).toContain(
      '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>',
    );
    expect(parts.get('word/settings.xml')).toContain('w:evenAndOddHeaders');
  });

  it('keeps a text that looks like markup a text', async () => {
    const text = await textOf({ figures: { ...EXAMPLE_FIGURES, cases: ['<w:p>&“引号”'] } });
    expect(text).toContain('1. &lt;w:p&gt;&amp;“引号”');
  });
});

describe('words of an official paper', () => {
  it('writes days without leading zeros', () => {
    expect(printDay('2026-07-05')).toBe('2026年7月5日');
    expect(() => printDay('2026-7-5')).toThrow(RangeError);
  });

  it('numbers headings in Chinese', () => {
    expect([1, 10, 11, 20, 21, 99].map(chineseNumeral)).toEqual([
      '一',
      '十',
      '十一',
      '二十',
      '二十一',
      '九十九',
    ]);
  });

  it('never rounds an unfinished campaign to 100 % nor a begun one to nothing', () => {
    expect(printRate(perMille(1999, 2000))).toBe('99.9%');
    expect(printRate(perMille(1, 5000))).toBe('0.1%');
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), (part, more) => {
        const whole = part + more;
        const rate = perMille(part, whole);
        if (whole === 0) return rate === null;
        return rate !== null && (rate === 1000) === (part === whole) && (rate === 0) === (part === 0);
      }),
    );
  });
});
