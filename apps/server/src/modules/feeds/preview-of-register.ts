import { REGISTERS, type RegisterDescription, type RegisterKind } from '@anju/domain';
import { type OpenTable, type ReadFault, strangeFault, tellingFields } from '@anju/matching';
import { type Preview, previewOf } from '../intake/index.ts';

export interface RegisterPreview {
  readonly preview: Preview;
  /** A person has to point out columns first. */
  readonly asks: boolean;
  /** Nothing but people was recognised, and nothing else is in question. */
  readonly strange: ReadFault | null;
}

/** What is shown of a delivered file: where it says no more than who, a column of the register is asked for. */
export function previewOfRegister(table: OpenTable, kind: RegisterKind): RegisterPreview {
  const preview = previewOf(table);
  const isOpen = preview.undecided.some((field) => field.required || field.candidates.length > 0);
  const strange = isOpen ? null : strangeFault(table, REGISTERS[kind]);
  if (strange === null) return { preview, asks: isOpen, strange };
  const undecided = [...preview.undecided, anyColumnOf(REGISTERS[kind])];
  return { preview: { ...preview, undecided }, asks: true, strange };
}

function anyColumnOf(register: RegisterDescription): Preview['undecided'][number] {
  const ofPerson = register.personFields.flatMap(({ id, name }) => [id, name]);
  return {
    field: register.fields.find(({ key }) => !ofPerson.includes(key))?.key ?? '',
    label: `${register.label}的列（如${tellingFields(register)}）`,
    required: false,
    candidates: [],
  };
}
