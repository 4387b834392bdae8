import type { IdFault, IdReading } from './id-number.ts';

/** Why a number can't be used and what to do about it, in Chinese; empty for a valid one. */
export function idFaultText(reading: IdReading): string {
  return reading.status === 'valid' ? '' : faultText(reading.fault);
}

/** As `idFaultText`, of the fault alone. */
export function faultText(fault: IdFault): string {
  switch (fault) {
    case 'checksum':
      return '身份证号校验码不符，可能录错一位或相邻两位颠倒，请对照证件核对';
    case 'birth-date':
      return '身份证号中的出生日期不存在，请对照证件核对';
    case 'region':
      return '身份证号前几位不是有效的地区代码，请对照证件核对';
    case 'excel-float':
      return '身份证号已被表格软件转成数值（如 6.52301E+17），后几位已丢失且无法还原，请将该列设为“文本”格式后重新导出';
    case 'excel-zeros':
      return '身份证号末三位被表格软件变成 000，原号已无法还原，请将该列设为“文本”格式后重新导出';
    case 'blank':
      return '身份证号为空，请补填';
    case 'length':
      return '身份证号位数不对，应为 18 位（旧证 15 位），请对照证件核对';
    case 'characters':
      return '不是居民身份证号（含其他字符，可能是护照等证件或已打码），无法按证件号比对';
  }
}
