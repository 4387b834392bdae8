import { normaliseText } from '../basics/normalise-text.ts';
import { FORM_LEVELS, type FormLevel } from '../campaigns/index.ts';
import type { MeasureFault, PersonMeasures } from './person-record.ts';

/** As what a person stands on record. */
export interface StandingLevel {
  readonly post: string;
  readonly formLevel: FormLevel;
}

const BODY =
  '党支部|党总支|党委|党组织|支部|总支|村民委员会|村委会|居民委员会|居委会|村委|居委|委会|两委|监委会|村务监督委员会';
const TITLE = '支书|书记|副书记|主任|副主任|委员|会计|文书';

/** 村党支部书记, 社区居委会副主任, 村民小组组长: who manages a village or community, not who was sent there. */
const VILLAGE_POST = new RegExp(
  `(?:村|社区)(?:${BODY})?(?:${TITLE})|居(?:民委员会|委会?)(?:${TITLE})|(?:村|社区)(?:治保|妇女|调解)主任|村长(?!期)|村(?:民小组|[一二三四五六七八九十\\d]+(?:小)?组)组?长`,
  'u',
);

/** A level that the post, or what stands on record of the person, speaks against. */
export function findLevelFaults(
  person: Pick<PersonMeasures, 'post' | 'formLevel'>,
  standing: readonly StandingLevel[],
): readonly MeasureFault[] {
  const { post, formLevel } = person;
  if (formLevel !== 'villageCadre' && VILLAGE_POST.test(post)) {
    return [
      fault(
        'post-of-village-cadre',
        `“${post}”是村（居）管理人员，形态栏的级别应选“村社干部”。是上级派到村社任职的，请在职务中写明（如驻村第一书记）。`,
      ),
    ];
  }
  const other = standing.find(
    (known) => known.formLevel !== formLevel && normaliseText(known.post) === normaliseText(post),
  );
  if (other === undefined) return [];
  const label = FORM_LEVELS.find(({ key }) => key === other.formLevel)?.label ?? other.formLevel;
  return [
    fault(
      'level-differs',
      `此人以同一职务登记过，级别是“${label}”。请按同一级别登记；原登记有误的，先撤回原登记。`,
    ),
  ];
}

const fault = (code: string, message: string): MeasureFault => ({
  code,
  path: 'formLevel',
  message,
  clause: null,
});
