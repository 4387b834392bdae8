import type { Module } from '../../platform/module.ts';
import { makeDemonstrationOrganisations } from './demonstration.ts';
import { addDepartmentRoutes } from './department-routes.ts';
import { addOrganisationRoutes } from './routes.ts';

export { type County, countiesOf, countyNames } from './county-store.ts';
export { addDepartments, DEMONSTRATION_COUNTY, DEMONSTRATION_PREFECTURE } from './demonstration.ts';
export { findDepartment, giveRegister, listDepartments } from './department-store.ts';
export {
  findOrganisation,
  insertOrganisation,
  insertTenant,
  isAnyTenant,
  isDemonstration,
} from './organisation-store.ts';

export const organisations: Module = {
  name: 'organisations',
  routes: (app, deps) => {
    addOrganisationRoutes(app, deps);
    addDepartmentRoutes(app, deps);
  },
  demo: makeDemonstrationOrganisations,
};
