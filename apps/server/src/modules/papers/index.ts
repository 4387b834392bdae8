import { paperRoutes } from './routes.ts';

export { attachPapers, listPapers, type PaperRow } from './store.ts';

export const papers = { name: 'papers', routes: paperRoutes } as const;
