import { useMutation } from '@tanstack/react-query';
import { Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { uploadFile } from '../../api/upload.ts';
import { useMe } from '../../app/session.ts';
import { DayPicker } from '../../ui/day-picker.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { Page } from '../../ui/page.tsx';
import { useRegisters } from './queries.ts';

/** Which register, of which date, which file: three things, then the first rows. */
export function NewFeedPage() {
  const me = useMe();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const registers = useRegisters().data?.items ?? [];
  const [chosen, setChosen] = useState<string | null>(params.get('kind'));
  const [asOf, setAsOf] = useState<string | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const kind = chosen ?? (registers.length === 1 ? (registers[0]?.kind ?? null) : null);
  const upload = useMutation({
    mutationFn: (file: File) =>
      uploadFile({
        url: '/api/feeds',
        file,
        fields: { kind: kind ?? '', asOf: asOf ?? '' },
        onSent: setSent,
      }),
    onMutate: () => setSent(0),
    onSettled: () => setSent(null),
    onSuccess: ({ id }) => navigate(`/feeds/${id}`),
  });
  const ready = kind !== null && asOf !== null;
  return (
    <Page title="报送数据" about="业务系统导出什么就传什么，不用改表头。三步：选登记、选数据日期、拖入文件。">
      <section className="panel narrow-form">
        <FormProblem error={upload.error} />
        <div className="field">
          <label htmlFor="feed-kind">1. 哪一类登记</label>
          <Select
            id="feed-kind"
            value={kind}
            onChange={setChosen}
            options={registers.map((register) => ({
              value: register.kind,
              label: `${register.label}（${register.department}）`,
            }))}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="请选择"
          />
        </div>
        <div className="field">
          <label htmlFor="feed-date">2. 数据截至哪一天</label>
          <DayPicker
            id="feed-date"
            value={asOf === null ? null : dayjs(asOf)}
            onChange={(date) => setAsOf(date === null ? null : date.format('YYYY-MM-DD'))}
            maxDate={dayjs(me.today)}
            presets={[
              { label: '今天', value: dayjs(me.today) },
              { label: '上月末', value: dayjs(me.today).startOf('month').subtract(1, 'day') },
            ]}
            placeholder="从系统导出的日期"
          />
        </div>
        <div className="field">
          <span id="feed-file">3. 文件</span>
          <FileDrop
            hint={
              ready
                ? 'CSV、Excel（xlsx、xls）或 Parquet，最大 2 GB。有密码的请先去除。'
                : '请先选好登记和数据日期'
            }
            sent={sent}
            disabled={!ready}
            onFile={(file) => upload.mutate(file)}
          />
        </div>
      </section>
    </Page>
  );
}
