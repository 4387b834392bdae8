/** The notice that a finding waits for its assignee. */
export const assignedKey = (id: string): string => `finding-assigned:${id}`;

/** The notice that a conclusion waits for a second person. */
export const proposedKey = (id: string): string => `finding-proposed:${id}`;

/** The notice to who proposed a conclusion that its facts are other ones now. */
export const factsKey = (id: string): string => `finding-facts:${id}`;

/** Every notice about a finding. */
export const findingKeys = (id: string): readonly string[] => [
  assignedKey(id),
  proposedKey(id),
  factsKey(id),
];
