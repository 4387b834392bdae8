import { maskPhone } from '@anju/domain';
import type { Json } from '../../platform/json.ts';
import { valueAt, withValue } from './stable-path.ts';

function phonePaths(data: Json): readonly string[] {
  const contacts = valueAt(data, 'contacts');
  return Array.isArray(contacts) ? contacts.map((_, at) => `contacts.${at}.phone`) : [];
}

/** Form F6 as a screen shows it and as it is frozen; any other form unchanged. */
export function maskPhones(data: Json): Json {
  return phonePaths(data).reduce(
    (masked, path) => withValue(masked, path.split('.'), maskPhone(String(valueAt(data, path)))),
    data,
  );
}

/** The telephones of a frozen form as they are registered now, where name and visible part are still the same. */
export function fillPhones(data: Json, full: Json): Json {
  return phonePaths(data).reduce((filled, path) => {
    const name = path.replace(/phone$/, 'name');
    const phone = valueAt(full, path);
    const same =
      typeof phone === 'string' &&
      valueAt(full, name) === valueAt(data, name) &&
      maskPhone(phone) === valueAt(data, path);
    return same ? withValue(filled, path.split('.'), phone) : filled;
  }, data);
}
