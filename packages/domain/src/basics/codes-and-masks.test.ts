import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskBankCard, maskIdNumber, maskName, maskPhone } from './mask.ts';
import { normaliseName, sameName } from './name.ts';
import { normaliseText } from './normalise-text.ts';
import { isOneEditApart } from './one-edit.ts';
import { mapPrivateUse } from './private-use-names.ts';
import { isWithin, readRegionCode, regionLevel } from './region.ts';
import { usccCheckCharacter } from './uscc.ts';

test('one edit apart is symmetric and never of equal texts', () => {
  const short = fc.string({ unit: fc.constantFrom('1', '2', 'X'), maxLength: 5 });
  fc.assert(
    fc.property(short, short, (a, b) => {
      expect(isOneEditApart(a, b)).toBe(isOneEditApart(b, a));
      if (a === b || a.length !== b.length) expect(isOneEditApart(a, b)).toBe(false);
      const wrong = [...a].filter((c, i) => c !== b.charAt(i)).length;
      if (a.length === b.length && wrong === 1) expect(isOneEditApart(a, b)).toBe(true);
      if (wrong > 2) expect(isOneEditApart(a, b)).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test('normalising a name twice changes nothing more', () => {
  const like = fc.string({ unit: fc.constantFrom(...'张三阿·•．. 　ab\ue863𫟨'), maxLength: 12 });
  fc.assert(
    fc.property(fc.oneof(fc.string(), like), (raw) => {
      const name = normaliseName(raw);
      expect(normaliseName(name)).toBe(name);
      expect(sameName(raw, name)).toBe(name !== '');
    }),
  );
});

test('a cell of nothing but a million spaces or dots comes to an end', () => {
  expect(normaliseName(`张${' '.repeat(1_000_000)}三`)).toBe('张三');
  expect(normaliseName('·'.repeat(1_000_000))).toBe('');
  expect(normaliseText(' '.repeat(1_000_000))).toBe('');
});

test('old private-use characters become ideographs; unknown ones stay', () => {
  expect(mapPrivateUse('\ue815\ue843\ue863\ue864')).toBe('⺁龹䶮龻');
  expect(mapPrivateUse('\ue816\ue831\ue83b\ue855')).toBe('\u{20087}\u{215d7}\u{2298f}\u{241fe}');
  expect(mapPrivateUse('\ue814\ue865')).toBe('\ue814\ue865');
});

test('headers lose their spacing', () => {
  expect(normaliseText(' 姓　　名 ')).toBe('姓名');
  expect(normaliseText('建筑面积（㎡）')).toBe('建筑面积(m2)');
  expect(normaliseText('ＩＤ  ｎｏ')).toBe('ID no');
});

test('masks show a head and never a tail', () => {
  expect(['张三', '张小三', '欧阳小明', '欧阳', '阿卜杜拉·买买提', '𫟨三', '王　芳'].map(maskName)).toEqual([
    '张*',
    '张**',
    '欧阳**',
    '欧*',
    '阿***·***',
    '𫟨*',
    '王*',
  ]);
  expect(maskIdNumber('34052419800101001X')).toBe('340524************');
  expect(maskIdNumber('E12345678')).toBe('E1*******');
  expect(maskPhone('13800000000')).toBe('138********');
  expect(maskBankCard('6222000000000000000')).toBe('6222***************');
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      for (const masked of [maskIdNumber(text), maskPhone(text), maskBankCard(text)]) {
        expect(masked === '' || masked.endsWith('*')).toBe(true);
      }
    }),
  );
});

test('regions by prefix, padded or not', () => {
  expect(['65', '6523', '652301', '652301001', '652301001002'].map(regionLevel)).toEqual([
    'province',
    'prefecture',
    'county',
    'town',
    'community',
  ]);
  expect([regionLevel('650000'), regionLevel('652300'), regionLevel('652301000000')]).toEqual([
    'province',
    'prefecture',
    'county',
  ]);
  expect([isWithin('652301001', '652300'), isWithin('652301', '652302'), isWithin('65', '6523')]).toEqual([
    true,
    false,
    false,
  ]);
  expect([readRegionCode('652301'), readRegionCode('65230'), readRegionCode('００')]).toEqual([
    '652301',
    null,
    null,
  ]);
  expect(() => regionLevel('6')).toThrow(RangeError);
});

test('a remainder of 31 is the check character 0', () => {
  expect(usccCheckCharacter('00000000000000000')).toBe('0');
  expect(usccCheckCharacter('0000000000000000I')).toBeNull();
});
