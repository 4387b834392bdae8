import { describe, expect, it } from 'vitest';
import type { FormCode } from './engine/form-code.ts';
import { F1 } from './f1/form.ts';
import type { F3Data } from './f3/data.ts';
import { F3 } from './f3/form.ts';
import { F4 } from './f4/form.ts';
import { F5 } from './f5/form.ts';
import { F6 } from './f6/form.ts';
import { FORMS } from './forms.ts';
import { edited } from './testing/sheet-picture.ts';

const DATA: F3Data = {
  header: { unitName: '示范县住建局', reportDate: '2026-11-15' },
  rows: [
    {
      county: '示范县',
      project: '安居苑',
      nature: '1A',
      shouldExit: 5,
      exited: 3,
      measures: '已送达通知',
      plannedDate: '2026-12-25',
    },
    {
      county: '示范县',
      project: '和顺家园',
      nature: '2',
      shouldExit: 1,
      exited: 1,
      measures: '无',
      plannedDate: '无',
    },
  ],
};

type Edit = Parameters<typeof edited>[1];
const refusals = async (edit: Edit): Promise<readonly string[]> => {
  const reading = await F3.read(await edited(await F3.write(DATA), edit));
  return reading.ok ? [] : reading.error.map(({ code, cell }) => `${code} ${cell}`);
};

describe('a form that was edited elsewhere', () => {
  it('is told first and only to be another form, where its title says so', async () => {
    const codes = Object.keys(FORMS) as readonly FormCode[];
    for (const code of codes) {
      const file = await FORMS[code].write(null);
      for (const wanted of codes.filter((other) => other !== code)) {
        const said = await FORMS[wanted].inspect(file);
        expect(said.map((fault) => fault.code)).toEqual(['other-form']);
        expect(said[0]?.message).toContain(`这是《${code} `);
        expect(said[0]?.message).toContain(`这里要的是《${wanted} `);
      }
    }
    const f4 = await F4.write(null);
    const month = await edited(f4, (sheet) => {
      sheet.spliceRows(1, 1);
      sheet.getCell('A1').value = '示范区农村危房改造腐败和作风问题查处整改情况统计表（6月份）';
    });
    const reading = await F5.read(month);
    expect(reading.ok ? [] : reading.error).toEqual([
      {
        code: 'other-form',
        cell: 'A1',
        message: '这是《F4 查处整改情况统计表》，这里要的是《F5 问题线索统计表》。请另选文件。',
      },
    ]);
  });

  it('names the header cell whose text changed', async () => {
    expect(
      await refusals((sheet) => {
        sheet.getCell('F4').value = '已腾退户数';
      }),
    ).toEqual(['text-changed F4']);
  });

  it('does not mind spaces, line breaks and full-width digits', async () => {
    const bytes = await edited(await F3.write(DATA), (sheet) => {
      sheet.getCell('E4').value = '共涉及应清退\n家庭户数';
      sheet.getCell('E3').value = '填报时间：2026 年 11 月 15 日';
      sheet.getCell('E5').value = '５';
    });
    expect(await F3.read(bytes)).toEqual({ ok: true, value: DATA });
  });

  it('names the first cells when a row was inserted above the table', async () => {
    expect(await refusals((sheet) => sheet.insertRow(3, ['内部资料']))).toContain('text-changed A3');
  });

  it('skips a blank row inserted in the table, and faults point at the shifted cells', async () => {
    const bytes = await edited(await F3.write(DATA), (sheet) => {
      sheet.insertRow(6, []);
      sheet.getCell('F7').value = 9;
    });
    const reading = await F3.read(bytes);
    expect(reading.ok && reading.value.rows.length).toBe(2);
    expect((await F3.inspect(bytes)).map(({ code, cell }) => `${code} ${cell}`)).toEqual([
      'exited-over-due F7',
    ]);
  });

  it('refuses a total row rather than counting it', async () => {
    expect(
      await refusals((sheet) => {
        sheet.getCell('A7').value = '合计';
        sheet.getCell('E7').value = 6;
      }),
    ).toEqual(['cell-stray A7']);
  });

  it('refuses what stands beside the table', async () => {
    expect(
      await refusals((sheet) => {
        sheet.getCell('J6').value = '私下备注';
      }),
    ).toEqual(['cell-stray J6']);
  });

  it('names a number that is none, a missing one and an unknown nature', async () => {
    expect(
      await refusals((sheet) => {
        sheet.getCell('E5').value = '五户';
      }),
    ).toEqual(['value-unreadable E5']);
    expect(
      await refusals((sheet) => {
        sheet.getCell('E5').value = null;
        sheet.getCell('D6').value = '④';
      }),
    ).toEqual(['data-shape E5', 'data-shape D6']);
  });

  it('tells an impossible date', async () => {
    expect(
      await refusals((sheet) => {
        sheet.getCell('E3').value = '填报时间：2026年2月30日';
      }),
    ).toEqual(['value-unreadable E3']);
  });

  it('reports a header merge that was taken apart, and still reads the data', async () => {
    const bytes = await edited(await F5.write(null), (sheet) => sheet.unMergeCells('D4:F4'));
    expect((await F5.inspect(bytes)).map(({ code, cell }) => `${code} ${cell}`)).toEqual([
      'merge-changed D4:F4',
    ]);
    expect((await F5.read(bytes)).ok).toBe(true);
  });

  it('takes the result of a formula that somebody typed for a number', async () => {
    const bytes = await edited(await F3.write(DATA), (sheet) => {
      sheet.getCell('E5').value = { formula: '2+3', result: 5 };
    });
    expect(await F3.read(bytes)).toEqual({ ok: true, value: DATA });
  });

  it('names what of the format was changed though the form still reads', async () => {
    const inspected = async (form: typeof F3 | typeof F5, bytes: Uint8Array, edit: Edit) =>
      (await form.inspect(await edited(bytes, edit))).map(({ code, cell }) => `${code} ${cell}`);
    const [f3, f5] = [await F3.write(DATA), await F5.write(null)];
    expect(await inspected(F3, f3, () => undefined)).toEqual([]);
    expect(await inspected(F5, f5, () => undefined)).toEqual([]);
    expect(
      await inspected(F3, f3, (sheet) => {
        sheet.getColumn(3).width = 60;
        sheet.getColumn(4).hidden = true;
        sheet.getColumn(5).width = (sheet.getColumn(5).width ?? 0) + 0.7;
        sheet.getCell('E5').value = { formula: '2+3', result: 5 };
      }),
    ).toEqual(['width-changed C:C', 'width-changed D:D', 'formula-typed E5']);
    expect(
      await inspected(F5, f5, (sheet) => {
        for (let row = 6; row <= 10; row += 1) Reflect.set(sheet.getCell(`B${row}`), 'dataValidation', null);
        sheet.getCell('F6').dataValidation = { type: 'list', formulae: ['"甲,乙"'] };
      }),
    ).toEqual(['list-changed B6', 'list-changed F6']);
  });

  it('joins further persons of a clue that another program wrote in rows of their own', async () => {
    const bytes = await edited(await F5.write(null), (sheet) => {
      for (const [address, value] of Object.entries({
        A6: 1,
        C6: '示范区',
        D6: '甲',
        E6: '村主任',
        F6: '村社干部',
        G6: '摘要',
        D7: '乙',
        F7: '其他人员',
      })) {
        sheet.getCell(address).value = value;
      }
    });
    const reading = await F5.read(bytes);
    expect(reading.ok && reading.value.rows.map(({ persons }) => persons.map(({ name }) => name))).toEqual([
      ['甲', '乙'],
    ]);
  });

  it('refuses a row inserted among preprinted ones, naming the rows that moved', async () => {
    const bytes = await edited(await F1.write(null), (sheet) =>
      sheet.insertRow(6, ['2a', '新增类别', '新增内容']),
    );
    const reading = await F1.read(bytes);
    expect(reading.ok ? [] : reading.error.map(({ cell }) => cell)).toContain('B6');
  });

  it('names a fifth contact as one too many', async () => {
    const bytes = await edited(await F6.write(null), (sheet) => {
      sheet.insertRow(5, ['示范区', '戊', '科员', '13800000005']);
      for (let row = 6; row <= 9; row += 1) sheet.getCell(`B${row}`).value = `联络${row}`;
    });
    const faults = await F6.inspect(bytes);
    expect(faults).toContainEqual(expect.objectContaining({ code: 'too-many', path: 'contacts.4.name' }));
  });
});
