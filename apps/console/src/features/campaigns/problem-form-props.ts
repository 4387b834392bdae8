import type { Problem } from '../../api/contract.ts';

export interface ProblemFormProps {
  readonly problem: Problem;
  readonly act: string;
}
