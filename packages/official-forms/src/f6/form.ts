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
  check: (data, { joined }) => checkF6(data, joined ?? false),
});

const PHONE = /^[\d\s()+-]{7,20}$/;
/** Districts' lists come together with the middle of every number hidden. */
const JOINED_PHONE = /^[\d\s()+*-]{7,20}$/;

/** Four contacts of a district; of each, where several districts' lists stand below each other. */
function checkF6({ contacts }: F6Data, joined: boolean): readonly Fault[] {
  const places = new Map<string, number[]>(joined ? [] : [['', []]]);
  for (const [index, { region }] of contacts.entries()) {
    const key = joined ? region : '';
    places.set(key, [...(places.get(key) ?? []), index]);
  }
  const faults = [...places].flatMap(([region, indexes]) => checkNumber(region, indexes));
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
    if (contact.phone !== '' && !(joined ? JOINED_PHONE : PHONE).test(contact.phone.normalize('NFKC'))) {
      faults.push({
        code: 'value-unreadable',
        path: `contacts.${index}.phone`,
        message: '不像电话号码，请核对。',
      });
    }
  }
  return faults;
}

function checkNumber(region: string, indexes: readonly number[]): readonly Fault[] {
  if (indexes.length === CONTACTS) return [];
  const have = `${region}现有 ${indexes.length} 名`;
  const extra = indexes[CONTACTS];
  return extra === undefined
    ? [{ code: 'value-missing', path: 'contacts', message: `须填报 ${CONTACTS} 名联络人，${have}。` }]
    : [
        {
          code: 'too-many',
          path: `contacts.${extra}.name`,
          message: `联络人共 ${CONTACTS} 名，${have}，请删去多出的。`,
        },
      ];
}
