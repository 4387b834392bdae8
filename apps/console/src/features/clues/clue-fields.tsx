import { countCharacters, MOST_REPORTED_PERSONS, MOST_SUMMARY_CHARACTERS } from '@anju/domain';
import { Button, Form, type FormInstance, Input, Select } from 'antd';
import type { ClueChoices } from '../../api/contract.ts';
import { CLEARABLE } from '../../ui/clearable.tsx';
import { type ClueDraft, lengthFault, yuanFault } from './clue-draft.ts';

/** A rule of a field whose fault is found by a function; a message there is refused. */
const refuses = (faultOf: (value: string | undefined) => string | null) => ({
  validator: (_: unknown, value: string | undefined) => {
    const fault = faultOf(value);
    return fault === null ? Promise.resolve() : Promise.reject(new Error(fault));
  },
});

const NEEDED = (message: string) => [{ required: true, whitespace: true, message }];
const texts = (choices: readonly string[]) => choices.map((value) => ({ value, label: value }));

interface ClueFieldsProps {
  readonly choices: ClueChoices;
  readonly form: FormInstance<ClueDraft>;
}

/** What a clue says: the same fields when it is entered and when it is corrected. */
export function ClueFields({ choices, form }: ClueFieldsProps) {
  const campaignId = Form.useWatch('campaignId', form) ?? null;
  const lists = choices.campaigns.find(({ id }) => id === campaignId)?.lists ?? choices.lists;
  return (
    <>
      <Form.Item
        name="summary"
        className="counted"
        label="线索摘要"
        extra="谁、何时、何地、做了什么。报表用这段文字，最多 300 字，标点也算。"
        rules={[...NEEDED('请写摘要'), refuses(lengthFault)]}
      >
        <Input.TextArea
          rows={4}
          count={{ show: true, max: MOST_SUMMARY_CHARACTERS, strategy: countCharacters }}
        />
      </Form.Item>
      <PersonFields levels={lists.levels} />
      <Form.Item
        name="office"
        label="被反映单位（可不填）"
        extra="选定后，这个单位和它下面的单位看不到这条线索；反映本级的会直接转州级。"
      >
        <Select
          allowClear={CLEARABLE}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="反映的是哪个单位"
          options={[
            {
              label: '机构',
              options: choices.organisations.map((one) => ({ value: `o:${one.value}`, label: one.label })),
            },
            {
              label: '部门',
              options: choices.departments.map((one) => ({ value: `d:${one.value}`, label: one.label })),
            },
          ]}
        />
      </Form.Item>
      <div className="field-pair">
        <Form.Item name="source" label="来源（按报表口径）" rules={NEEDED('请选择来源')}>
          <Select options={texts(lists.sources)} showSearch placeholder="请选择" />
        </Form.Item>
        <Form.Item name="placeRegion" label="涉及地方" rules={NEEDED('请选择地方')}>
          <Select options={choices.places} showSearch={{ optionFilterProp: 'label' }} placeholder="县市" />
        </Form.Item>
        <Form.Item name="yuan" label="涉及资金（元，可不填）" rules={[refuses(yuanFault)]}>
          <Input inputMode="decimal" placeholder="0.00" maxLength={20} />
        </Form.Item>
        <Form.Item name="campaignId" label="专项整治（可不填）">
          <Select
            allowClear={CLEARABLE}
            placeholder="不属于专项整治"
            options={choices.campaigns.map(({ id, title }) => ({ value: id, label: title }))}
          />
        </Form.Item>
      </div>
    </>
  );
}

function PersonFields({ levels }: { readonly levels: readonly string[] }) {
  return (
    <fieldset className="person-fields">
      <legend>被反映主要对象（1 至 {MOST_REPORTED_PERSONS} 人，不知姓名的写“不详”）</legend>
      <Form.List name="persons">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className="person-line">
                <Form.Item name={[name, 'name']} label="姓名" rules={NEEDED('请填姓名')}>
                  <Input maxLength={40} />
                </Form.Item>
                <Form.Item name={[name, 'post']} label="职务">
                  <Input maxLength={60} />
                </Form.Item>
                <Form.Item name={[name, 'level']} label="级别" rules={NEEDED('请选择级别')}>
                  <Select options={texts(levels)} placeholder="级别" />
                </Form.Item>
                {fields.length > 1 && (
                  <Button type="text" onClick={() => remove(name)} aria-label={`去掉第 ${name + 1} 人`}>
                    去掉
                  </Button>
                )}
              </div>
            ))}
            {fields.length < MOST_REPORTED_PERSONS && (
              <Button onClick={() => add({ name: '', post: '' })}>再加一人</Button>
            )}
          </>
        )}
      </Form.List>
    </fieldset>
  );
}
