import { PaperClipOutlined } from '@ant-design/icons';
import { App, Button, Checkbox, Tag, Upload } from 'antd';
import { useState } from 'react';
import { asProblem } from '../../api/problem.ts';
import { uploadFile } from '../../api/upload.ts';

export interface UploadedPaper {
  readonly id: string;
  readonly name: string;
  /** Shows who reported a clue: it is opened by two people alone. */
  readonly showsReporter?: boolean;
}

interface PaperUploadProps {
  readonly papers: readonly UploadedPaper[];
  readonly onChange: (papers: readonly UploadedPaper[]) => void;
  /** Endings of the files that are taken, and what the button calls them. */
  readonly accept?: string;
  readonly label?: string;
  /** Whether a paper may show who reported, as those of a clue may. */
  readonly mayShowReporter?: boolean;
}

/** Photographs and scans; sent at once, bound to the act when it is submitted. */
export function PaperUpload({
  papers,
  onChange,
  accept = '.jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx',
  label = '添加材料（照片或 PDF）',
  mayShowReporter = false,
}: PaperUploadProps) {
  const [showsReporter, setShowsReporter] = useState(false);
  const [sending, setSending] = useState(0);
  const { message } = App.useApp();
  const send = async (file: File) => {
    setSending((count) => count + 1);
    try {
      const { id } = await uploadFile({ url: `/api/papers?showsReporter=${showsReporter}`, file });
      onChange([...papers, { id, name: file.name, showsReporter }]);
    } catch (error) {
      message.error(`${file.name} 没有传上：${asProblem(error).detail}`);
    } finally {
      setSending((count) => count - 1);
    }
  };
  return (
    <div className="paper-upload">
      <Upload
        accept={accept}
        multiple
        showUploadList={false}
        beforeUpload={(file) => {
          void send(file);
          return false;
        }}
      >
        <Button icon={<PaperClipOutlined />} loading={sending > 0}>
          {label}
        </Button>
      </Upload>
      {mayShowReporter && (
        <Checkbox checked={showsReporter} onChange={(event) => setShowsReporter(event.target.checked)}>
          含举报人信息
          <span className="muted">（如署名信扫描件；先勾选再上传，须经两人同意后查看）</span>
        </Checkbox>
      )}
      {papers.map((paper) => (
        <span key={paper.id} className="paper-chip">
          {paper.name}
          {paper.showsReporter === true && <Tag>含举报人信息</Tag>}
          <Button
            type="text"
            size="small"
            aria-label={`去掉 ${paper.name}`}
            onClick={() => onChange(papers.filter((other) => other.id !== paper.id))}
          >
            ×
          </Button>
        </span>
      ))}
    </div>
  );
}
