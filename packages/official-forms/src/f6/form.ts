import { z } from 'zod';
import { type Form, makeForm } from '../engine/form.ts';
import { placeInTable } from '../engine/place.ts';
import { dateOrBlank, shortText } from '../engine/schema-parts.ts';
import type { Fault } from '../fault.ts';
import { F6_LAYOUT, F6_TITLE } from './layout.ts';

/** Phones are full: the list is internal, and whoever exports it logs that. */
export type F6Contact = { region: string; name: string; post: string; phone: string };

export type F6Header = {
  district: string;
  /** 'YYYY-MM-DD', '' while not filled in. */
  reportDate: string;
};

export type F6Data = { header: F6Header; contacts: F6Contact[] };

/** The head, the deputy in charge, the head of the villages section and of the task force. */
const CONTACTS = 4;

const F6_SCHEMA: z.ZodType<F6Data> = z.strictObject({
  header: z.strictObject({ district: shortText(60), reportDate: dateOrBlank() }),
  contacts: z
    .array(
      z.strictObject({
        region: shortText(60),
        name: shortText(60),
        post: shortText(),
        phone: shortText(40),
      }),
    )
    // A prefecture puts its districts' lists below each other.
    .max(400, { error: '联络人过多' }),
});

/** F6: the district's contacts for the campaign. */
export const F6: Form<F6Data> = makeForm<F6Data>({
  code: 'F6',
  title: F6_TITLE,
  layout: F6_LAYOUT,
  schema: F6_SCHEMA,
  flatten: ({ header, contacts }) => ({
    slots: { ...header },
    rows: contacts.map((contact) => ({ lines: [{ ...contact }] })),
  }),
  raise: ({ slots, rows }) => ({ header: slots, contacts: rows.map(({ lines }) => ({ ...lines[0] })) }),
  place: (path) => placeInTable(path[0] === 'contacts' ? ['rows', ...path.slice(1)] : path),
  check: checkF6,
});

function checkF6({ contacts }: F6Data): readonly Fault[] {
  const faults: Fault[] = [];
  if (contacts.length < CONTACTS) {
    faults.push({
      code: 'value-missing',
      path: 'contacts',
      message: `须填报 ${CONTACTS} 名联络人，现有 ${contacts.length} 名。`,
    });
  }
  if (contacts.length > CONTACTS) {
    faults.push({
      code: 'too-many',
      path: `contacts.${CONTACTS}.name`,
      message: `联络人共 ${CONTACTS} 名，现有 ${contacts.length} 名，请删去多出的。`,
    });
  }
  for (const [index, contact] of contacts.entries()) {
    for (const key of ['region', 'name', 'post', 'phone'] as const) {
      if (contact[key] === '') {
        faults.push({
          code: 'value-missing',
          path: `contacts.${index}.${key}`,
          message: '此格未填，请补填。',
        });
      }
    }
    if (contact.phone !== '' && !/^[\d\s()+-]{7,20}$/.test(contact.phone.normalize('NFKC'))) {
      faults.push({
        code: 'value-unreadable',
        path: `contacts.${index}.phone`,
        message: '不像电话号码，请核对。',
      });
    }
  }
  return faults;
}
