import { MOST_SUMMARY_CHARACTERS, readMoney } from '@anju/domain';
import type { Clue } from '../../api/contract.ts';

/** What a clue says, as it stands in the form. */
export interface ClueDraft {
  readonly source?: string;
  readonly campaignId?: string | null;
  readonly placeRegion?: string;
  /** 'o:' and a region code, or 'd:' and a department's id. */
  readonly office?: string | null;
  readonly summary?: string;
  readonly yuan?: string;
  readonly persons?: readonly {
    readonly name?: string;
    readonly post?: string;
    readonly level?: string;
  }[];
}

/** Fen of an amount typed in yuan; null for none. Throws nothing: the form's rule has checked it. */
export function fenOf(yuan: string | undefined): number | null {
  if (yuan === undefined || yuan.trim() === '') return null;
  const amount = readMoney(yuan, '元');
  return amount.ok ? amount.value : null;
}

/** Why an amount can't be taken, or null. */
export function yuanFault(yuan: string | undefined): string | null {
  if (yuan === undefined || yuan.trim() === '') return null;
  const amount = readMoney(yuan, '元');
  if (!amount.ok) return amount.error.message;
  return amount.value < 0 ? '金额不能是负数' : null;
}

/** The draft as it is sent. */
export function factsOf(draft: ClueDraft) {
  const [sort, office] = [draft.office?.slice(0, 2), draft.office?.slice(2) ?? null];
  return {
    source: draft.source ?? '',
    campaignId: draft.campaignId ?? null,
    placeRegion: draft.placeRegion ?? '',
    accusedOrganisation: sort === 'o:' ? office : null,
    accusedDepartmentId: sort === 'd:' ? office : null,
    summary: (draft.summary ?? '').trim(),
    amountFen: fenOf(draft.yuan),
    persons: (draft.persons ?? []).map((person) => ({
      name: person.name?.trim() ?? '',
      post: person.post?.trim() ?? '',
      level: person.level ?? '',
    })),
  };
}

/** A clue as a draft, for correcting it. */
export function draftOf(clue: Clue): ClueDraft {
  return {
    source: clue.source,
    campaignId: clue.campaignId,
    placeRegion: clue.placeRegion ?? '',
    office:
      clue.accusedOrganisation !== null
        ? `o:${clue.accusedOrganisation}`
        : clue.accusedDepartmentId !== null
          ? `d:${clue.accusedDepartmentId}`
          : null,
    summary: clue.summary,
    yuan: clue.amountFen === null ? '' : (clue.amountFen / 100).toFixed(2),
    persons: clue.persons,
  };
}

/** Characters as the form counts them: code points, so a rare character is one. */
export function lengthFault(summary: string | undefined): string | null {
  const length = [...(summary ?? '').trim()].length;
  return length > MOST_SUMMARY_CHARACTERS
    ? `现在 ${length} 字，最多 ${MOST_SUMMARY_CHARACTERS} 字，请删减`
    : null;
}
