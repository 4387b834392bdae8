import type { FormContext, TypedTexts } from './form-scope.ts';

/** Head of F4 and F5: the month is that of the numbers. */
export function ruralHeader(context: FormContext) {
  return {
    district: context.countyName,
    month: Number(context.period.period.slice(5, 7)),
    unitName: context.unit,
    reportDate: context.reportDate,
  };
}

/** The signature line; what is not typed stays blank for the pen. */
export function ruralSignature(typed: TypedTexts) {
  return { filler: typed.filler ?? '', phone: typed.phone ?? '', leader: typed.leader ?? '' };
}
