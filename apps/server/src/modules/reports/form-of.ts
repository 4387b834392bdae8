import type { CampaignFormCode } from '@anju/domain';
import { blankNothing, FORMS, type Form, type FormOptions, fillNothing } from '@anju/official-forms';
import type { Json } from '../../platform/json.ts';
import type { FormCampaign } from './forms/form-scope.ts';

/** A form as data that may be of any form: its own `parse` and `write` decide what is whole. */
export type AnyForm = Form<Json>;

export function formOf(code: CampaignFormCode): AnyForm {
  return FORMS[code];
}

/** How a campaign prints and checks a form. */
export function optionsOf(campaign: FormCampaign, code: CampaignFormCode): FormOptions {
  const setting = campaign.content.forms.find(({ form }) => form === code);
  return {
    lists: campaign.content.lists,
    nothingAs: setting?.nothingAs ?? 'zero',
    ...(setting?.wanDecimals === undefined ? {} : { wanDecimals: setting.wanDecimals }),
  };
}

const FIGURE = /^figures\.|^row\.|\.(?:amountFen|recoveredFen|accountable)$/;

/**
 * The data of a file as they were meant: where nothing is left blank, a blank figure is a 0. Elsewhere a blank stays one,
 * and says neither that there was nothing nor how much.
 */
export function asMeant(form: AnyForm, data: Json, options: FormOptions): Json {
  if (options.nothingAs !== 'blank') return data;
  const meant = form.parse(fillNothing(data, (path) => FIGURE.test(path)));
  return meant.ok ? meant.value : data;
}

/** The data as the campaign's habit prints them: a figure of nothing as 0, or blank. */
export function asPrinted(form: AnyForm, data: Json, options: FormOptions): Json {
  if (options.nothingAs !== 'blank') return data;
  const printed = form.parse(blankNothing(data, (path) => FIGURE.test(path)));
  return printed.ok ? printed.value : data;
}
