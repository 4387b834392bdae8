import { useState } from 'react';
import { useMe } from '../app/session.ts';

function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

/**
 * Something a person chose on this computer (columns, saved views), kept apart by person.
 * `check` reads what was stored: it may be from an older version, or anything.
 */
export function useRemembered<T>(
  name: string,
  check: (stored: unknown) => T,
): readonly [T, (value: T) => void] {
  const me = useMe();
  const key = `anju.${me.id}.${name}`;
  const [value, setValue] = useState(() => check(read(key)));
  const remember = (next: T) => {
    setValue(next);
    try {
      localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // A full or forbidden storage costs only the memory of this choice.
    }
  };
  return [value, remember];
}
