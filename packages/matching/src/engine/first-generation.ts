/** The number as it was before 1999; one of another century has none and comes back as it is. */
export const firstGeneration = (id: string): string =>
  id.slice(6, 8) === '19' ? `${id.slice(0, 6)}${id.slice(8, 17)}` : id;
