/** The notice that a finding waits for its assignee. */
export const assignedKey = (id: string): string => `finding-assigned:${id}`;

/** The notice that a conclusion waits for a second person. */
export const proposedKey = (id: string): string => `finding-proposed:${id}`;

/** The notices of a finding's due date: that it comes, and that it has passed, to the officer and to the leader. */
export const dueKey = (id: string): string => `finding-due:${id}`;
export const lateKey = (id: string): string => `finding-late:${id}`;
export const lateToLeaderKey = (id: string): string => `finding-late-leader:${id}`;

/** Every notice about a finding's due date. */
export const dueKeys = (id: string): readonly string[] => [dueKey(id), lateKey(id), lateToLeaderKey(id)];

/** Every notice about a finding. */
export const findingKeys = (id: string): readonly string[] => [
  assignedKey(id),
  proposedKey(id),
  ...dueKeys(id),
];
