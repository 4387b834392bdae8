import { Button } from 'antd';
import { useState } from 'react';
import { useMe } from '../../app/session.ts';
import { useAct } from '../../ui/use-act.ts';
import { PaperUpload, type UploadedPaper } from '../findings/paper-upload.tsx';
import { type ActField, ActFieldInput } from './act-fields.tsx';
import { STALE_CLUES } from './queries.ts';

export interface Filled {
  readonly values: Readonly<Record<string, string>>;
  readonly paperIds: string[];
}

interface ActFormProps {
  /** What the button says, as an act: 受理. */
  readonly button: string;
  /** What stands above the fields: what will follow. */
  readonly says?: string;
  readonly fields: readonly ActField[];
  readonly initial?: Readonly<Record<string, string>>;
  readonly papers: boolean;
  readonly said: (filled: Filled) => string;
  readonly send: (filled: Filled) => Promise<unknown>;
}

const MIN_TEXT = 2;

function isFilled({ kind, needed }: ActField, value: string): boolean {
  if (needed !== true) return true;
  return kind === 'text' ? value.trim().length >= MIN_TEXT : value.trim() !== '';
}

/** The form of one act on a clue: its fields, its papers, the button that says what it does. */
export function ActForm({ button, says, fields, initial = {}, papers, said, send }: ActFormProps) {
  const me = useMe();
  const [values, setValues] = useState<Readonly<Record<string, string>>>(initial);
  const [uploaded, setUploaded] = useState<readonly UploadedPaper[]>([]);
  const act = useAct({
    run: (filled: Filled) => send(filled),
    said: (_, filled) => said(filled),
    stale: STALE_CLUES,
    onDone: () => {
      setValues(initial);
      setUploaded([]);
    },
  });
  const ready = fields.every((field) => isFilled(field, values[field.key] ?? ''));
  const submit = () => {
    const trimmed = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.trim()]));
    act.mutate({ values: trimmed, paperIds: uploaded.map(({ id }) => id) });
  };
  return (
    <div className="act-form">
      {says !== undefined && <p className="muted">{says}</p>}
      {fields.map((field) => (
        <ActFieldInput
          key={field.key}
          field={field}
          value={values[field.key] ?? ''}
          today={me.today}
          onChange={(value) => setValues((before) => ({ ...before, [field.key]: value }))}
        />
      ))}
      {papers && <PaperUpload papers={uploaded} onChange={setUploaded} mayShowReporter />}
      <Button type="primary" disabled={!ready} loading={act.isPending} onClick={submit}>
        {button}
      </Button>
    </div>
  );
}
