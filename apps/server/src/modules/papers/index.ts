import { paperRoutes } from './routes.ts';

export { attachPapers, listPapers, listPapersOf, type PaperRow, readPaper } from './store.ts';

export const papers = { name: 'papers', routes: paperRoutes } as const;
