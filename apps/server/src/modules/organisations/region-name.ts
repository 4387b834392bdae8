import { isRegionName } from '@anju/domain';
import { z } from 'zod';

/** 地区全称: forms head with it. */
export const REGION_NAME = z
  .string()
  .trim()
  .min(2)
  .max(40)
  .refine(isRegionName, { error: '应填地区全称，如“阜康市”“示范区”，不是单位名称' });
