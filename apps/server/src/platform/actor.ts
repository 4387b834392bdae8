import type { Role } from '@anju/domain';

/** Who acts: a signed-in person, or a job on their behalf. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Six digits; a prefecture's own people carry its code padded with zeros. */
  readonly county: string;
  /** 辖区: the region prefix this person sees, 2 to 12 digits. */
  readonly scope: string;
  /** Code of the organisation. */
  readonly organisation: string;
  /** Id of the department inside the county, where there is one. */
  readonly departmentId: string | null;
  /** Its name: 民政局, 公安局 … */
  readonly department: string | null;
}
