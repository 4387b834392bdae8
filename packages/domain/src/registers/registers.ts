import type { CalendarDate } from '../basics/calendar-date.ts';
import { daysBetween } from '../basics/calendar-date.ts';
import { BANK_ASSETS, LOW_INCOME, MARRIAGE } from './civil-affairs.ts';
import { BUSINESS, DISABILITY, MODEL_WORKER, OTHER_BENEFIT, VETERAN } from './commerce-and-status.ts';
import { BIRTH, DEATH } from './health.ts';
import { HOUSING_FUND, PAYROLL, PENSION, SOCIAL_INSURANCE } from './labour.ts';
import { PRESALE, PROPERTY_TRANSFER, REAL_ESTATE } from './property.ts';
import { HUKOU, RESIDENCE_PERMIT, VEHICLE } from './public-security.ts';
import type { RegisterDescription, RegisterKind } from './types.ts';
import { ELECTRICITY, GAS, WATER } from './utilities.ts';

/** Every register that can be compared. Adding one is adding its description here. */
export const REGISTERS: Readonly<Record<RegisterKind, RegisterDescription>> = Object.freeze({
  hukou: HUKOU,
  'residence-permit': RESIDENCE_PERMIT,
  vehicle: VEHICLE,
  'real-estate': REAL_ESTATE,
  presale: PRESALE,
  'property-transfer': PROPERTY_TRANSFER,
  business: BUSINESS,
  'low-income': LOW_INCOME,
  marriage: MARRIAGE,
  death: DEATH,
  birth: BIRTH,
  pension: PENSION,
  'social-insurance': SOCIAL_INSURANCE,
  'housing-fund': HOUSING_FUND,
  disability: DISABILITY,
  'model-worker': MODEL_WORKER,
  veteran: VETERAN,
  electricity: ELECTRICITY,
  water: WATER,
  gas: GAS,
  payroll: PAYROLL,
  'other-benefit': OTHER_BENEFIT,
  'bank-assets': BANK_ASSETS,
});

/** All kinds, in the order of the joint-conference matrix. */
export const REGISTER_KINDS: readonly RegisterKind[] = Object.keys(REGISTERS).filter(isRegisterKind);

export function isRegisterKind(text: string): text is RegisterKind {
  return Object.hasOwn(REGISTERS, text);
}

/**
 * Whether data of `dataDate` is too old on a day.
 * @param dataDate the date the department vouches for; null when unknown, which never counts as fresh
 */
export function isStale(kind: RegisterKind, dataDate: CalendarDate | null, on: CalendarDate): boolean {
  return dataDate === null || daysBetween(dataDate, on) > REGISTERS[kind].freshForDays;
}
