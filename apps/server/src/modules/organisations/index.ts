import type { Module } from '../../platform/module.ts';
import { makeDemonstrationOrganisations } from './demonstration.ts';
import { addDepartmentRoutes } from './department-routes.ts';
import { addOrganisationRoutes } from './routes.ts';

export { addDepartments } from './add-departments.ts';
export { type County, countiesOf, countyNames, countySince } from './county-store.ts';
export {
  DEMONSTRATION_BY_FILE,
  DEMONSTRATION_COMMUNITIES,
  DEMONSTRATION_COUNTY,
  DEMONSTRATION_NEIGHBOUR,
  DEMONSTRATION_PREFECTURE,
} from './demonstration.ts';
export { findDepartment, giveRegister, listDepartments } from './department-store.ts';
export {
  findOrganisation,
  insertOrganisation,
  insertTenant,
  isAnyTenant,
  isDemonstration,
} from './organisation-store.ts';
export { REGION_NAME } from './region-name.ts';

export const organisations: Module = {
  name: 'organisations',
  routes: (app, deps) => {
    addOrganisationRoutes(app, deps);
    addDepartmentRoutes(app, deps);
  },
  demo: makeDemonstrationOrganisations,
};
