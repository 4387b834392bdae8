import {
  DISCIPLINE_LEVELS,
  FORM_LEVELS,
  ORGANISATIONAL_MEASURES,
  PARTY_SANCTIONS,
  SUPERVISION_FORMS,
  type SupervisionForm,
} from '@anju/domain';
import { Button, Checkbox, Drawer } from 'antd';
import { useState } from 'react';
import { api, take } from '../../api/client.ts';
import type { CampaignChoice } from '../../api/contract.ts';
import { useMe } from '../../app/session.ts';
import { FormProblem } from '../../ui/form-problem.tsx';
import { useAct } from '../../ui/use-act.ts';
import { CampaignField } from '../supervision/campaign-field.tsx';
import { CaseField } from '../supervision/case-field.tsx';
import { ChoiceField, DayField, TextLine, wordsAsOptions } from './fields.tsx';
import { bodyOf, emptyDraft, type PersonDraft, sanctionsFor } from './person-draft.ts';
import { PersonPreview, usePersonPreview } from './person-preview.tsx';

const FORMS: readonly SupervisionForm[] = ['first', 'second', 'third', 'fourth'];
const levelOptions = <T extends string>(levels: readonly { readonly key: T; readonly label: string }[]) =>
  levels.map(({ key, label }) => ({ value: key, label }));

/** Puts a decision about one person on record; what law and form say is shown while it is filled in. */
export function PersonForm({ onClose }: { readonly onClose: () => void }) {
  const me = useMe();
  const [campaign, setCampaign] = useState<CampaignChoice | null>(null);
  const [draft, setDraft] = useState(() => emptyDraft(me.today));
  const set = (change: Partial<PersonDraft>) => setDraft((before) => ({ ...before, ...change }));
  const body = bodyOf(draft);
  const preview = usePersonPreview(body);
  const save = useAct({
    run: async () => {
      if (body === null) return null;
      return await take(api.POST('/api/accountability', { body }));
    },
    said: () => `已登记：${draft.name.trim()}`,
    stale: [['accountability'], ['reports'], ['home']],
    onDone: onClose,
  });
  const refused = (preview.data?.refusals.length ?? 0) > 0;
  return (
    <Drawer
      title="登记问责"
      open
      onClose={onClose}
      size={560}
      footer={
        <div className="form-acts">
          <Button
            type="primary"
            disabled={body === null || refused || preview.isFetching || preview.data === undefined}
            loading={save.isPending}
            onClick={() => save.mutate(undefined)}
          >
            登记
          </Button>
          <Button onClick={onClose}>取消</Button>
        </div>
      }
    >
      <div className="act-form">
        <FormProblem error={save.error} />
        <CampaignField
          own
          value={campaign}
          onChange={(next) => {
            setCampaign(next);
            set({ of: null });
          }}
        />
        <CaseField
          own
          label="问题或线索"
          campaign={campaign?.id ?? null}
          value={draft.of === null ? [] : [draft.of]}
          onChange={([of]) => set({ of: of ?? null })}
        />
        <WhoFields draft={draft} set={set} />
        <MeasureFields draft={draft} set={set} />
        <DecisionFields draft={draft} set={set} today={me.today} />
        <PersonPreview
          preview={preview.data}
          error={preview.error}
          draft={draft}
          onSamePerson={(samePersonAs) => set({ samePersonAs })}
        />
      </div>
    </Drawer>
  );
}

interface PartProps {
  readonly draft: PersonDraft;
  readonly set: (change: Partial<PersonDraft>) => void;
}

function WhoFields({ draft, set }: PartProps) {
  return (
    <>
      <TextLine
        label="姓名"
        value={draft.name}
        maxLength={50}
        onChange={(name) => set({ name, samePersonAs: null })}
      />
      <TextLine
        label="单位及职务"
        value={draft.post}
        maxLength={100}
        onChange={(post) => set({ post, samePersonAs: null })}
      />
      <TextLine
        label="证件号（知道就填，只用来认出同一人，不保存）"
        value={draft.idNumber}
        maxLength={30}
        onChange={(idNumber) => set({ idNumber, samePersonAs: null })}
      />
      <ChoiceField
        label="级别：统计表处分各栏"
        value={draft.disciplineLevel}
        onChange={(disciplineLevel) => set({ disciplineLevel })}
        options={levelOptions(DISCIPLINE_LEVELS)}
        placeholder="请选择"
      />
      <ChoiceField
        label="级别：统计表四种形态各栏"
        value={draft.formLevel}
        onChange={(formLevel) => {
          const village = formLevel === 'villageCadre';
          set({
            formLevel,
            ...(village ? { administrativeSanction: null, publicServant: true } : {}),
          });
        }}
        options={levelOptions(FORM_LEVELS)}
        placeholder="请选择"
        help="两栏口径不同：“乡科级以下”不等于“乡科级及以下”。"
      />
      <div className="check-line">
        <Checkbox
          checked={draft.partyMember}
          onChange={({ target }) =>
            set({ partyMember: target.checked, ...(target.checked ? {} : { partySanction: null }) })
          }
        >
          中共党员
        </Checkbox>
        <Checkbox
          checked={draft.publicServant}
          onChange={({ target }) =>
            set({
              publicServant: target.checked,
              ...(target.checked ? {} : { administrativeSanction: null }),
            })
          }
        >
          公职人员
        </Checkbox>
      </div>
    </>
  );
}

function MeasureFields({ draft, set }: PartProps) {
  const sanctions = sanctionsFor(draft);
  return (
    <>
      <ChoiceField
        label="党纪处分"
        value={draft.partySanction}
        onChange={(partySanction) => set({ partySanction })}
        options={wordsAsOptions(PARTY_SANCTIONS)}
        disabled={!draft.partyMember}
        {...(draft.partyMember ? {} : { help: '只适用于中共党员' })}
      />
      <ChoiceField
        label="政务处分"
        value={draft.administrativeSanction}
        onChange={(administrativeSanction) => set({ administrativeSanction })}
        options={wordsAsOptions(sanctions)}
        disabled={sanctions.length === 0}
        {...(draft.formLevel === 'villageCadre'
          ? { help: '村社干部最重为记大过（公职人员政务处分法第二十二条）' }
          : draft.publicServant
            ? {}
            : { help: '只适用于公职人员' })}
      />
      <ChoiceField
        label="组织调整或处理"
        value={draft.organisational}
        onChange={(organisational) => set({ organisational })}
        options={wordsAsOptions(ORGANISATIONAL_MEASURES)}
      />
      <div className="check-line">
        <Checkbox checked={draft.admonished} onChange={({ target }) => set({ admonished: target.checked })}>
          诫勉谈话
        </Checkbox>
        <Checkbox checked={draft.judicial} onChange={({ target }) => set({ judicial: target.checked })}>
          移送司法
        </Checkbox>
      </div>
      <ChoiceField
        label="四种形态"
        value={draft.form}
        onChange={(form) => set({ form })}
        options={FORMS.map((form) => ({ value: form, label: SUPERVISION_FORMS[form] }))}
      />
    </>
  );
}

function DecisionFields({ draft, set, today }: PartProps & { readonly today: string }) {
  return (
    <>
      <TextLine
        label="决定机关"
        value={draft.decidedBy}
        maxLength={60}
        placeholder="例如 市纪委监委"
        onChange={(decidedBy) => set({ decidedBy })}
      />
      <TextLine
        label="决定文书文号"
        value={draft.documentNo}
        maxLength={60}
        onChange={(documentNo) => set({ documentNo })}
      />
      <DayField
        label="决定日期"
        value={draft.decidedOn}
        onChange={(decidedOn) => set({ decidedOn })}
        today={today}
      />
    </>
  );
}
