import { listContacts } from './contact-store.ts';
import type { ComputedForm, FormContext } from './form-scope.ts';
import { rowSources } from './listed-sources.ts';
import { sourceRef } from './source-ref.ts';

/** F6: the campaign's contacts, with their telephones: masked before anything is shown or frozen (phones.ts). */
export async function computeF6(context: FormContext): Promise<ComputedForm> {
  const contacts = await listContacts(context.tx, context);
  const rows = contacts.map((contact) => ({
    row: {
      region: contact.region_name,
      name: contact.name,
      post: contact.post,
      phone: context.deps.secrets.openField(contact.phone_sealed),
    },
    refs: [sourceRef('contact', String(contact.position))],
  }));
  return {
    data: {
      header: { district: context.countyName, reportDate: context.reportDate },
      contacts: rows.map(({ row }) => row),
    },
    rowKeys: { contacts: contacts.map(({ position }) => String(position)) },
    sources: rowSources(rows, 'contacts'),
  };
}
