import { DEFAULT_CLUE_LISTS } from '@anju/domain';
import type { CampaignContent } from '../../api/contract.ts';

/** A plan of one's own before anything is entered: one category to begin with. */
export function emptyContent(): CampaignContent {
  return {
    scope: 'public-rental',
    categories: [{ code: '1', label: '', items: [] }],
    phases: [],
    forms: [],
    stageReports: [],
    milestones: [],
    lists: {
      sources: [...DEFAULT_CLUE_LISTS.sources],
      levels: [...DEFAULT_CLUE_LISTS.levels],
      disposals: [...DEFAULT_CLUE_LISTS.disposals],
    },
    copyTo: ['同级纪检监察机关'],
    rectifyDays: 30,
  };
}
