import { PaperClipOutlined } from '@ant-design/icons';
import { App, Button, Upload } from 'antd';
import { useState } from 'react';
import { asProblem } from '../../api/problem.ts';
import { uploadFile } from '../../api/upload.ts';

export interface UploadedPaper {
  readonly id: string;
  readonly name: string;
}

interface PaperUploadProps {
  readonly papers: readonly UploadedPaper[];
  readonly onChange: (papers: readonly UploadedPaper[]) => void;
  /** Endings of the files that are taken, and what the button calls them. */
  readonly accept?: string;
  readonly label?: string;
}

/** Photographs and scans; sent at once, bound to the act when it is submitted. */
export function PaperUpload({
  papers,
  onChange,
  accept = '.jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx',
  label = '添加材料（照片或 PDF）',
}: PaperUploadProps) {
  const [sending, setSending] = useState(0);
  const { message } = App.useApp();
  const send = async (file: File) => {
    setSending((count) => count + 1);
    try {
      const { id } = await uploadFile({ url: '/api/papers', file });
      onChange([...papers, { id, name: file.name }]);
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
      {papers.map((paper) => (
        <span key={paper.id} className="paper-chip">
          {paper.name}
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
