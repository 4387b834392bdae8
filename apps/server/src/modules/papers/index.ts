import { paperRoutes } from './routes.ts';

export { attachPapers, insertPaper, listPapers, listPapersOf, type PaperRow, readPaper } from './store.ts';

export const papers = { name: 'papers', routes: paperRoutes } as const;
