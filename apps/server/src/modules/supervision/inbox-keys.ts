/** Who is asked, and the levels that heard it was not answered in time. */
export const askedKeys = (id: string): readonly string[] => [
  askedKey(id),
  escalatedKey(id, 2),
  escalatedKey(id, 3),
];

export const askedKey = (id: string): string => `supervision:${id}`;

export const escalatedKey = (id: string, level: number): string => `supervision-escalated:${id}:${level}`;

/** The issuer, who is to look at the answer, and is reminded of it. */
export const answeredKeys = (id: string): readonly string[] => [answeredKey(id), unlookedKey(id)];

export const answeredKey = (id: string): string => `supervision-answered:${id}`;

export const unlookedKey = (id: string): string => `supervision-unlooked:${id}`;
