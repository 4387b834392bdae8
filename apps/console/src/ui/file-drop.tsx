import { CloudUploadOutlined } from '@ant-design/icons';
import { Progress, Upload } from 'antd';

interface FileDropProps {
  readonly hint: string;
  /** Share sent, 0…1; null while nothing is being sent. */
  readonly sent: number | null;
  readonly disabled?: boolean;
  readonly onFile: (file: File) => void;
}

/** One file, dropped or chosen. The server judges by content, so every ending is let through. */
export function FileDrop({ hint, sent, disabled = false, onFile }: FileDropProps) {
  if (sent !== null)
    return (
      <div className="file-sending">
        <Progress percent={Math.round(sent * 100)} aria-label="上传进度" />
        <p className="muted">{sent >= 1 ? '已传完，等待服务器确认' : '正在上传，请不要关闭页面'}</p>
      </div>
    );
  return (
    <Upload.Dragger
      maxCount={1}
      showUploadList={false}
      disabled={disabled}
      beforeUpload={(file) => {
        onFile(file);
        return false;
      }}
    >
      <p className="drop-icon" aria-hidden>
        <CloudUploadOutlined />
      </p>
      <p>
        <strong>把文件拖到这里，或点此选择</strong>
      </p>
      <p className="muted">{hint}</p>
    </Upload.Dragger>
  );
}
