import { isRegionName } from '@anju/domain';

export const REGION_HINT = '写在报表标题里，如“阜康市”“示范区”，不是单位名称。';

/** As the server asks for it. */
export const REGION_RULE = {
  required: true,
  validator: (_: unknown, text: string | undefined) =>
    isRegionName(text?.trim() ?? '')
      ? Promise.resolve()
      : Promise.reject(new Error('应填地区全称，如“阜康市”')),
};
