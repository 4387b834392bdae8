import { Alert, Form, type FormProps } from 'antd';
import { type ReactNode, useState } from 'react';

interface FieldFormProps<T> extends Omit<FormProps<T>, 'children' | 'onFinish' | 'onFinishFailed'> {
  readonly onFinish: (values: T) => void;
  readonly children: ReactNode;
}

/**
 * Fields under one another. What is wrong is said at its field and, where that is more than one, listed on top; the
 * keyboard goes on in the first of them.
 */
export function FieldForm<T extends object>({ onFinish, children, ...form }: FieldFormProps<T>) {
  const [wrong, setWrong] = useState<readonly string[]>([]);
  return (
    <Form<T>
      layout="vertical"
      requiredMark={false}
      scrollToFirstError={{ focus: true, block: 'center' }}
      {...form}
      onFinish={(values) => {
        setWrong([]);
        onFinish(values);
      }}
      onFinishFailed={({ errorFields }) => setWrong(errorFields.flatMap(({ errors }) => errors))}
    >
      {wrong.length > 1 && (
        <Alert
          type="error"
          showIcon
          role="alert"
          className="form-problem"
          title={`有 ${wrong.length} 处没有填对`}
          description={[...new Set(wrong)].map((message) => <div key={message}>{message}</div>)}
        />
      )}
      {children}
    </Form>
  );
}
