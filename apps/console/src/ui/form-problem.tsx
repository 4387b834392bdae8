import { Alert } from 'antd';
import { asProblem } from '../api/problem.ts';

/** Why a form was not accepted, above its fields. */
export function FormProblem({ error }: { readonly error: unknown }) {
  if (error === null || error === undefined) return null;
  const problem = asProblem(error);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="form-problem"
      title={problem.title}
      description={
        <>
          {problem.detail}
          {problem.faults.map((fault) => (
            <div key={fault.path + fault.message}>{fault.message}</div>
          ))}
        </>
      }
    />
  );
}
